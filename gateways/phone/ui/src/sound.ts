/** The sounds of a telephone: the bell, the ring-back tone in the ear, the keys. Browsers allow them after the first click. */
export class Sound {
  private context: AudioContext | undefined;
  private playing: { kind: Kind; stop: () => void } | undefined;
  on = true;

  /** Call it from a click or a key press. */
  allow(): void {
    this.context ??= new AudioContext();
    void this.context.resume();
  }

  /** Plays this and nothing else until told otherwise. */
  play(kind: Kind | undefined): void {
    const wanted = this.on ? kind : undefined;
    if (wanted === this.playing?.kind) return;
    this.playing?.stop();
    this.playing = undefined;
    if (!wanted || !this.context) return;
    const { tones, on, off } = KINDS[wanted];
    const context = this.context;
    const once = () => this.beep(context, tones, on);
    once();
    const timer = setInterval(once, (on + off) * 1000);
    this.playing = { kind: wanted, stop: () => clearInterval(timer) };
  }

  key(key: string): void {
    const row = '123456789*0#'.indexOf(key);
    if (!this.on || !this.context || row < 0) return;
    const low = [697, 770, 852, 941][Math.floor(row / 3)]!;
    const high = [1209, 1336, 1477][row % 3]!;
    this.beep(this.context, [low, high], 0.12);
  }

  private beep(context: AudioContext, tones: readonly number[], seconds: number): void {
    const volume = context.createGain();
    const from = context.currentTime;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.07, from + 0.02);
    volume.gain.setValueAtTime(0.07, from + seconds - 0.04);
    volume.gain.linearRampToValueAtTime(0, from + seconds);
    volume.connect(context.destination);
    for (const tone of tones) {
      const oscillator = context.createOscillator();
      oscillator.frequency.value = tone;
      oscillator.connect(volume);
      oscillator.start(from);
      oscillator.stop(from + seconds);
    }
  }
}

export type Kind = keyof typeof KINDS;

/** Seconds on and off. The bell is two tones at once, the ring-back is the European 425 Hz. */
const KINDS = {
  bell: { tones: [587, 880], on: 0.9, off: 1.6 },
  ringBack: { tones: [425], on: 1, off: 3 },
} as const;
