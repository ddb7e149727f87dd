import { next, NO_PHONES, type Order, type Phones } from './phones';

const LONGEST_WAIT_MS = 10_000;

/** The socket to the demo telephones; comes back by itself. */
export class Line {
  state: Phones = NO_PHONES;
  private socket: WebSocket | undefined;
  private attempt = 0;

  constructor(private readonly changed: () => void) {}

  open(): void {
    const url = new URL('/phone/socket', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.socket = socket;
    socket.onopen = () => this.set(next(this.state, { type: 'connected' }));
    socket.onmessage = ({ data }) => {
      this.attempt = 0;
      this.set(next(this.state, { type: 'message', data: String(data), at: Date.now() }));
    };
    socket.onclose = () => {
      this.set(next(this.state, { type: 'lost' }));
      const most = Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(this.attempt++, 6));
      setTimeout(() => this.open(), most / 2 + (Math.random() * most) / 2);
    };
  }

  order(order: Order): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(JSON.stringify(order));
    this.set(next(this.state, { type: 'ordered' }));
  }

  private set(state: Phones): void {
    this.state = state;
    this.changed();
  }
}
