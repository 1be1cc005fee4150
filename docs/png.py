"""Make a screenshot small: 256 colours do for text and maps, and take a third of the bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PLAIN = (8, 2, 0, 0, 0)  # 8 bits a channel, red green blue, not interlaced: as browsers write it
_CHANNELS = 3
_COLOURS = 256


def shrink(png: bytes) -> bytes:
    """Give a picture with the 256 colours that it has most of; every other becomes the nearest of them."""
    pixels = _pixels(png)
    height, width, _ = pixels.shape
    packed = pixels.reshape(-1, _CHANNELS).astype(np.uint32) @ np.array([65536, 256, 1], np.uint32)
    found, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    every = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int64)
    palette = every[np.argsort(-counts, kind="stable")[:_COLOURS]]
    distances = ((every[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    indices = distances.argmin(axis=1).astype(np.uint8)[places].reshape(height, width)
    lines = b"".join(b"\0" + line.tobytes() for line in indices)
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + size]
        place += size + 12


def _pixels(png: bytes) -> Pixels:
    """Give the colours of every line.

    Raises:
        ValueError: the picture is not as browsers write it.
    """
    chunks = list(_chunks(png))
    width, height, *form = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if tuple(form) != _PLAIN:
        message = f"a screenshot should have 8-bit colours without transparency, not {form}"
        raise ValueError(message)
    data = zlib.decompress(b"".join(content for kind, content in chunks if kind == b"IDAT"))
    lines = np.frombuffer(data, np.uint8).reshape(height, 1 + width * _CHANNELS)
    pixels = np.zeros((height, width * _CHANNELS), np.uint8)
    above = np.zeros(width * _CHANNELS, np.uint8)
    for number, line in enumerate(lines):
        above = pixels[number] = _unfiltered(int(line[0]), line[1:], above)
    return pixels.reshape(height, width, _CHANNELS)


def _unfiltered(kind: int, line: Pixels, above: Pixels) -> Pixels:
    """Undo what was taken from each byte of a line: that to the left, that above, or a guess from both."""
    if kind == 0:
        return line
    if kind == 1:
        return line.reshape(-1, _CHANNELS).cumsum(axis=0, dtype=np.uint8).reshape(-1)
    if kind == 2:
        return line + above
    made = bytearray(line.tobytes())
    up = above.tobytes()
    for n in range(len(made)):
        left, corner = (made[n - _CHANNELS], up[n - _CHANNELS]) if n >= _CHANNELS else (0, 0)
        guess = (left + up[n]) // 2 if kind == 3 else _paeth(left, up[n], corner)
        made[n] = (made[n] + guess) & 255
    return np.frombuffer(bytes(made), np.uint8)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))  # the first of equals
