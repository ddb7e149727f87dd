// Two soft tones, made on the spot: no file to load, nothing to fail.

let audio: AudioContext | undefined;

/** Browsers allow sound only after a key or a click in the page: call this from one. */
export function unlockSound(): void {
  audio ??= 'AudioContext' in window ? new AudioContext() : undefined;
  if (audio?.state === 'suspended') void audio.resume();
}

/** An offer: two rising tones. */
export function chime(): void {
  tone(660, 0, 0.16);
  tone(880, 0.14, 0.26);
}

/** A call: a telephone far away. */
export function ring(): void {
  for (const at of [0, 0.12, 0.24, 0.36]) tone(at % 0.24 === 0 ? 784 : 932, at, 0.12);
}

/** A message in a conversation that is not in sight. */
export function tick(): void {
  tone(1046, 0, 0.09, 0.05);
}

function tone(frequency: number, at: number, lasts: number, loud = 0.12): void {
  if (audio?.state !== 'running') return;
  const start = audio.currentTime + at;
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = 'sine';
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(loud, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + lasts);
}
