'use client';
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { canvasData, canvasOptions, type CanvasModel } from './canvas-options';
import { readColors, useThemeName } from './chart-colors';
import type { TimeWindow } from './time-window';

interface Props {
  model: CanvasModel;
  /** Index into the model's times at which the cursor stands. */
  cursor: number | null;
  onCursor: (index: number | null) => void;
  onZoom: (window: TimeWindow) => void;
}

/** The picture alone; what it says is said in words by Chart. Fills its box. */
export default function ChartCanvas({ model, cursor, onCursor, onZoom }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ model, onCursor, onZoom });
  const theme = useThemeName();
  /** What a canvas is built for; all else is drawn into it. */
  const shape = JSON.stringify([theme, model.sides, model.left, model.right]);

  useEffect(() => {
    latest.current = { model, onCursor, onZoom };
  });

  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const size = () => ({ width: Math.max(place.clientWidth, 80), height: Math.max(place.clientHeight, 80) });
    const options = canvasOptions(() => latest.current.model, readColors(), size(), {
      onCursor: (index) => latest.current.onCursor(index),
      onZoom: (window) => latest.current.onZoom(window),
    });
    const made = new uPlot(options, canvasData(latest.current.model), place);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(place);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape]);

  useEffect(() => {
    plot.current?.setData(canvasData(model));
  }, [model]);

  useEffect(() => {
    const { current } = plot;
    if (!current || (current.cursor.idx ?? null) === cursor) return;
    const time = cursor === null ? undefined : current.data[0]?.[cursor];
    current.setCursor(time === undefined ? { left: -10, top: -10 } : { left: current.valToPos(time, 'x'), top: 10 }, false);
  }, [cursor]);

  return <div ref={box} aria-hidden className="absolute inset-0" />;
}
