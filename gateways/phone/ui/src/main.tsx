import { render } from 'preact';
import { App } from './App';
import './phone.css';
import { Line } from './line';
import { dialled } from './phones';
import { Sound } from './sound';

const dial = dialled(new URLSearchParams(location.search).get('dial') ?? '');
const sound = new Sound();
const line = new Line(draw);

addEventListener('pointerdown', () => sound.allow());
addEventListener('keydown', () => sound.allow());

function draw(): void {
  render(<App state={line.state} order={(order) => line.order(order)} sound={sound} dial={dial} />, document.getElementById('app')!);
}

draw();
line.open();
