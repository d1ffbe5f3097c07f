import type { MessageView } from '@carillon/contracts';
import { useLayoutEffect, useState } from 'react';

type Step = {
  part: number;
  /** What is to be drawn in the end. */
  target: readonly MessageView[];
  drawn: readonly MessageView[];
  /** What changed last is the beginning: places are to be kept from the end. */
  isShift: boolean;
};

/**
 * What the list draws. It keeps its place when messages come or go at its beginning or at its end, but only at one
 * of both at a time; so a change of both is drawn as two. Another part of the history is drawn at once.
 */
export function useDrawnMessages(part: number, messages: readonly MessageView[]): Step {
  const whole = { part, target: messages, drawn: messages, isShift: false };
  const [step, setStep] = useState<Step>(whole);
  const isSettled = step.drawn === step.target;
  let current = step;
  if (step.part !== part) current = whole;
  else if (isSettled && step.target !== messages) current = { part, ...firstStep(step.drawn, messages) };
  if (current !== step) setStep(current);
  useLayoutEffect(() => {
    // The second step of two must be drawn after the first was, and before the next frame, so that nobody sees it.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setStep((now) => (now.drawn === now.target ? now : { part: now.part, ...lastStep(now.target) }));
  }, [step]);
  return current;
}

/** Changes the end, and the beginning if nothing else changes. */
export function firstStep(drawn: readonly MessageView[], target: readonly MessageView[]): Omit<Step, 'part'> {
  const [before, after] = [drawn[0]?.seq ?? 0, target[0]?.seq ?? 0];
  if (before === after || drawn.length === 0 || target.length === 0)
    return { target, drawn: target, isShift: false };
  if (drawn.at(-1)?.seq === target.at(-1)?.seq) return lastStep(target);
  const between =
    before < after
      ? [...drawn.filter(({ seq }) => seq < after), ...target]
      : target.filter(({ seq }) => seq >= before);
  return { target, drawn: between, isShift: false };
}

function lastStep(target: readonly MessageView[]): Omit<Step, 'part'> {
  return { target, drawn: target, isShift: true };
}
