// Draws the pictures of a page once they come into view; without it, the page shows them as images.
"use strict";

(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    circle: "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z",
    square: "M-1,-1L1,-1L1,1L-1,1Z",
    diamond: "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    cross: "M-1,-.4L-.4,-.4L-.4,-1L.4,-1L.4,-.4L1,-.4L1,.4L.4,.4L.4,1L-.4,1L-.4,.4L-1,.4Z",
    "triangle-right": "M-1,-1L1,0L-1,1Z",
    "triangle-left": "M1,-1L-1,0L1,1Z",
  };
  const NARROWED = ["timeline", "counts"]; // maps shrink as they are
  const WIDE = 640; // pixels below which these have a narrow form
  const kept = new Map();

  function fetched(address) {
    if (!kept.has(address)) {
      kept.set(address, fetch(address, { headers: { accept: "application/json" } }).then(async (response) => {
        const content = await response.json();
        if (!response.ok) throw new Error(content.detail || response.statusText);
        return content;
      }));
    }
    return kept.get(address);
  }

  function engine(address) {
    if (!kept.has(address)) {
      kept.set(address, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", () => done(window.vegaEmbed));
        script.addEventListener("error", () => failed(new Error("The scripts that draw could not be loaded.")));
        document.head.append(script);
      }));
    }
    return kept.get(address);
  }

  function made(name, attributes = {}, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  }

  function swatch(entry) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "-1.4 -1.4 2.8 2.8");
    svg.setAttribute("class", "swatch");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    const set = { d: SHAPES[entry.shape] || entry.shape, fill: entry.fill, stroke: entry.line };
    if (entry.dash === "dashed") set["stroke-dasharray"] = ".5 .35";
    for (const [key, value] of Object.entries({ ...set, "stroke-width": ".2" })) path.setAttribute(key, value);
    svg.append(path);
    return svg;
  }

  function legend(plate) {
    const list = made("ul", { class: "legend", "aria-label": "Legend" });
    for (const entry of plate.legend) list.append(made("li", {}, swatch(entry), made("bdi", {}, entry.text)));
    return list;
  }

  // A slider over the days on which something changed, with a button that goes through them.
  function player(plate, view, onStep) {
    const last = plate.steps.length - 1;
    const name = `day-${Math.random().toString(36).slice(2)}`;
    const slider = made("input", { type: "range", id: name, min: 0, max: last, step: 1, value: plate.step });
    const day = made("output", { for: name });
    const button = made("button", { type: "button", "aria-pressed": "false" }, "Play");
    let timer = 0;
    const stop = () => {
      clearInterval(timer);
      timer = 0;
      button.textContent = "Play";
      button.setAttribute("aria-pressed", "false");
    };
    const show = (step) => {
      slider.value = step;
      slider.setAttribute("aria-valuetext", plate.steps[step]);
      day.textContent = plate.steps[step];
      onStep(plate.steps[step]);
      view.signal("step", step).runAsync();
    };
    slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
    button.addEventListener("click", () => {
      if (timer) return stop();
      if (Number(slider.value) >= last) show(0);
      button.textContent = "Pause";
      button.setAttribute("aria-pressed", "true");
      // As many days at once as it takes to see them all in half a minute.
      const stride = Math.max(1, Math.round(plate.steps.length / 60));
      timer = setInterval(() => {
        const now = Number(slider.value);
        if (now >= last) return stop();
        show(Math.min(last, now + stride));
      }, 600);
    });
    slider.setAttribute("aria-valuetext", plate.steps[plate.step]);
    day.textContent = plate.steps[plate.step];
    return made("div", { class: "player" }, button, made("label", { for: name }, "Day"), slider, day);
  }

  function follow(plate, datum, day) {
    const id = datum && datum.id;
    if (!id || !plate.link.to || id === plate.link.not) return;
    const asked = new URLSearchParams();
    if (day) asked.set("on", day);
    if (plate.link.known_at) asked.set("known_at", plate.link.known_at);
    const query = asked.size ? `?${asked}` : "";
    location.assign(`${plate.link.before}${encodeURIComponent(id.replace("/", "~"))}${query}`);
  }

  async function draw(figure) {
    const { engine: script, shapes } = figure.dataset;
    const place = figure.querySelector(".drawing");
    const narrow = place.clientWidth < WIDE && NARROWED.some((kind) => figure.classList.contains(kind));
    figure.classList.toggle("narrow", narrow);
    const picture = figure.dataset.picture + (narrow ? "&narrow=true" : "");
    try {
      const loading = engine(script);
      const plate = await fetched(picture);
      const caption = figure.querySelector(".asked");
      if (caption) caption.textContent = `, ${plate.asked}`;
      const parts = [legend(plate)];
      if (plate.remarks.length) {
        parts.push(made("ul", { class: "remarks" }, ...plate.remarks.map((line) => made("li", {}, line))));
      }
      if (plate.spec) {
        if (plate.shared.length) {
          const world = await fetched(shapes);
          plate.spec.datasets = { ...plate.spec.datasets };
          for (const name of plate.shared) plate.spec.datasets[name] = world[name];
        }
        const embed = await loading;
        const canvas = made("div", { class: "canvas", role: "img", "aria-label": plate.title });
        place.replaceChildren(canvas);
        const { view } = await embed(canvas, plate.spec, {
          renderer: "svg", actions: false, ast: true, defaultStyle: false, tooltip: { disableDefaultStyle: true },
        });
        canvas.querySelector("svg").setAttribute("aria-hidden", "true"); // the canvas has the name
        canvas.setAttribute("role", "img"); // what draws makes it a document, which would be an empty one
        canvas.removeAttribute("aria-roledescription");
        let day = plate.steps.length ? plate.steps[plate.step] : "";
        if (plate.steps.length > 1) place.after(player(plate, view, (shown) => { day = shown; }));
        view.addEventListener("click", (event, item) => follow(plate, item && item.datum, day));
      } else {
        place.replaceChildren(made("p", { class: "nothing" }, "Nothing is on record to be drawn."));
      }
      if (place.scrollWidth > place.clientWidth + 1) {
        parts.push(made("p", { class: "remarks" }, "The picture is wider than this window: scroll it sideways."));
      }
      figure.querySelector(".key").replaceChildren(...parts);
      figure.dataset.drawn = "yes";
    } catch (error) {
      place.replaceChildren(made("p", { class: "nothing", role: "alert" }, `Not drawn: ${error.message}`));
      figure.dataset.drawn = "no";
    }
  }

  const figures = [...document.querySelectorAll("figure[data-picture]")];
  const begin = (figure) => {
    seen.unobserve(figure);
    if (!figure.dataset.begun) {
      figure.dataset.begun = "yes";
      return draw(figure);
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) begin(entry.target);
  }, { rootMargin: "300px" });
  for (const figure of figures) seen.observe(figure);
  // What is not in view yet is drawn once the page has time: it may be printed, or found without scrolling.
  const rest = async () => { for (const figure of figures) await begin(figure); };
  const idle = window.requestIdleCallback || ((work) => setTimeout(work, 1));
  window.addEventListener("load", () => idle(rest));
})();
