import { expect, it } from 'vitest';
import { createBars } from '@/lib/services/workers/pull-bars';

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
