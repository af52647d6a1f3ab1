"""Web archives for tests, built record by record."""

import gzip
import zlib

PARAGRAPH = "<p>The mayor said on Sunday that the bridge was closed, and he promised a new one by spring.</p>\n"
SENTENCE = PARAGRAPH[3:-5]
OTHERS = (
    "<p>Engineers have looked at the piers for a week, and nobody at the town hall would say what they had found.</p>"
    "<p>Shops on the far bank have lost half of their customers, according to the owner of the oldest of them.</p>"
)
PAGE = f"<html><head><title>Closed</title></head><body><article>{PARAGRAPH}{OTHERS}</article></body></html>".encode()


def response(body: bytes = PAGE, status: int = 200, mime: str = "text/html; charset=utf-8", **headers: str) -> bytes:
    """An HTTP response with `headers`, in which underscores stand for hyphens."""
    lines = [f"HTTP/1.1 {status} OK", f"Content-Type: {mime}" if mime else "Server: x"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(block: bytes, url: str = "https://h.example/a", kind: str = "response", **headers: str) -> bytes:
    """A WARC record; `headers` replace or join the usual ones, underscores in them stand for hyphens."""
    mime = "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html"
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": "2024-03-10T08:30:00Z",
        "WARC-Record-ID": f"<urn:uuid:{zlib.crc32(block + url.encode()):08x}>",
        "Content-Type": mime,
        "Content-Length": str(len(block)),
    }
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def members(*records: bytes) -> bytes:
    """A .warc.gz: each record compressed by itself."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def gzip_of_zeros(megabytes: int) -> bytes:
    """A gzip stream of so many megabytes of zeros, made in no time: one block, repeated. Its check sum is wrong."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b"\0" * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + block * megabytes + packer.flush() + b"\0" * 8
