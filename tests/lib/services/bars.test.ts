import { expect, it } from 'vitest';
import { createBars } from '@/lib/services/workers/bars';

it('counts images and bytes of layers as docker compose 2.26 names them, and a layer once for all images', () => {
  const bars = createBars();
  expect(bars.see(['+ docker compose pull', ' web Skipped - Image is already being pulled by api '])).toBe(false);
  expect(bars.read()).toEqual([]);
  bars.see([' web Pulling ', ' api Pulling ', ' 68aa921bb1b9 Pulling fs layer ', ' 9222356c1238 Pulling fs layer ', ' 68aa921bb1b9 Downloading [=>    ]  1.5kB/4.148MB']);
  expect(bars.read()).toEqual([{ id: 'images', label: 'Images pulled', unit: 'count', current: 0, total: 2 }, { id: 'bytes', label: 'Downloaded of what is known so far', unit: 'bytes', current: 1500, total: null }]);
  bars.see([' 9222356c1238 Downloading [====>]  921B/921B', ' 9222356c1238 Verifying Checksum ', ' 68aa921bb1b9 Download complete ', ' 68aa921bb1b9 Extracting [>   ]  65.54kB/4.148MB', ' 68aa921bb1b9 Pull complete ', ' web Pulled ']);
  expect(bars.read()).toEqual([{ id: 'images', label: 'Images pulled', unit: 'count', current: 1, total: 2 }, { id: 'bytes', label: 'Downloaded of what is known so far', unit: 'bytes', current: 4_148_921, total: 4_148_921 }]);
  bars.see([' 68aa921bb1b9 Pulling fs layer ', ' web Pulling ']);
  expect(bars.read()[0]).toMatchObject({ current: 1 });
  expect(bars.read()[1]).toMatchObject({ current: 4_148_921 });
  bars.reset();
  expect(bars.read()).toEqual([]);
});

it('tells how far a backup has been read, with and without a known end, by the last line that says it', () => {
  const bars = createBars();
  expect(bars.see(['Read what follows', 'Read 5 of bytes'])).toBe(false);
  expect(bars.see(['Read 10000 bytes', 'something else'])).toBe(true);
  expect(bars.read()).toEqual([{ id: 'stored', label: 'Read for the backup', unit: 'bytes', current: 10_000, total: null }]);
  bars.see(['Read 300 of 900 bytes', 'Read 600 of 1000 bytes']);
  expect(bars.read()).toMatchObject([{ current: 600, total: 1000 }]);
  bars.reset();
  expect(bars.read()).toEqual([]);
});
