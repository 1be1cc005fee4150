"""A trained model: a folder with the encoder as ONNX, its tokenizer, the heads' weights and a description."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelError
from dragoman.reader.encoder.heads import Heads
from dragoman.reader.encoder.telling import Telling
from dragoman.reader.encoder.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

ENCODER, TOKENIZER, HEADS, DESCRIPTION = "encoder.onnx", "tokenizer.json", "heads.npz", "model.json"
FORMAT = 3  # of the folder; a model of another format is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What reading with a model needs, loaded once."""

    version: str  # such as "encoder/1"; claims carry it
    session: InferenceSession
    tokenizer: Tokenizer
    heads: Heads
    telling: Telling  # which sentences are encoded
    description: dict[str, Any]

    def encode(self, window: Window) -> NDArray[np.float32]:
        """Give the projections of a window's pieces, (T, P).

        One window a call: activations are quantised by the range of a whole input, so that in a batch the
        figures of one window would depend on the others.
        """
        return self._run("projected", window)

    def vectors(self, window: Window) -> NDArray[np.float32]:
        """Give the encoder's own vectors of a window's pieces, (T, D)."""
        return self._run("hidden", window)

    def _run(self, output: str, window: Window) -> NDArray[np.float32]:
        import numpy as np

        ids = np.asarray([window.ids], dtype=np.int64)
        segments = np.asarray([window.segments], dtype=np.int64)
        (given,) = self.session.run([output], {"ids": ids, "segments": segments})
        found: NDArray[np.float32] = given[0]
        return found


def shipped_path() -> Path:
    """Give the folder of the model that the package ships."""
    return Path(str(files("dragoman").joinpath("data", "model")))


@cache
def load_model(path: Path | None = None, *, threads: int = 0) -> Model:
    """Load a model, the shipped one by default; `threads` as of `load_reader`.

    Raises:
        ModelError: the folder lacks a file, or one is of another format.
    """
    folder = path or shipped_path()
    description = load_description(folder)
    for name in (ENCODER, TOKENIZER, HEADS):
        if not (folder / name).is_file():
            raise ModelError(path=str(folder), problem=f"has no {name}")
    part = DESCRIPTION
    try:
        telling = Telling.load(description)
        part = ENCODER
        session = _session(folder / ENCODER, threads)
        part = TOKENIZER
        tokenizer = _tokenizer(folder / TOKENIZER)
        part = HEADS
        heads = Heads.load(folder / HEADS, description)
    except ModelError:
        raise
    except Exception as error:  # onnxruntime and tokenizers have no class of their own for a damaged file
        problem = f"has a {part} that cannot be used ({type(error).__name__}: {error})"
        raise ModelError(path=str(folder), problem=problem) from error
    return Model(
        version=str(description["version"]),
        session=session,
        tokenizer=tokenizer,
        heads=heads,
        telling=telling,
        description=description,
    )


def version_of(path: Path | None = None) -> str:
    """Give a model's version without loading it.

    Raises:
        ModelError: the folder holds no model.
    """
    return str(load_description(path or shipped_path())["version"])


def load_description(folder: Path) -> dict[str, Any]:
    """Load what a model's folder says of it.

    Raises:
        ModelError: it says nothing, or is of another format.
    """
    try:
        found = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ModelError(path=str(folder), problem=f"has no readable {DESCRIPTION} ({error})") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ModelError(path=str(folder), problem=f"is not a model of format {FORMAT}")
    return found


def _session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors
    options.intra_op_num_threads = threads
    # idle threads wait for work asleep: they would take the time of the thread that reads what was encoded
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False  # it keeps the most that any window ever needed, many times over
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))
