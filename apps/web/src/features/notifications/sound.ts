/** Two notes of a bell: frequency, and when it is struck. Units: hertz, seconds. */
const notes = [
  { hertz: 880, at: 0 },
  { hertz: 1318.5, at: 0.09 },
] as const;
const lengthSeconds = 0.5;
const loudness = 0.12;
/** A stream of messages is not a rattle. Unit: milliseconds. */
const minIntervalMs = 2_000;

let context: AudioContext | undefined;
let lastAt = -minIntervalMs;

/** A small tone, made here. Says nothing where the browser lets a page make no sound before somebody touched it. */
export async function ring(): Promise<void> {
  if (!('AudioContext' in window) || performance.now() - lastAt < minIntervalMs) return;
  lastAt = performance.now();
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
  for (const { hertz, at } of notes) strike(context, hertz, context.currentTime + at);
}

function strike(audio: AudioContext, hertz: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + 0.01);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + lengthSeconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + lengthSeconds);
}
