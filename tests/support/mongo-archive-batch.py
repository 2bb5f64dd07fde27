"""Gives many archives to the reader (argv 1: its text, 2: how many bytes it holds at a time), one after the other: each on standard
input behind its length (4 bytes). Prints for each a line of JSON: its exit code, and what it prints."""
import io
import json
import sys

reader = {'__name__': 'reader'}
exec(compile(sys.argv[1], 'reader', 'exec'), reader)
reader['BLOCK'] = int(sys.argv[2])
archives = sys.stdin.buffer
while True:
    length = archives.read(4)
    if not length:
        break
    sys.stdin = io.TextIOWrapper(io.BytesIO(archives.read(int.from_bytes(length, 'little'))))
    code, printed = reader['main']()
    print(json.dumps([code, '\n'.join(map(json.dumps, printed))]))
