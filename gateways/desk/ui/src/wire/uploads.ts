/** Who must know how an upload goes. */
export interface Listener {
  /** From 0 to 1. */
  goesOn(id: string, progress: number): void;
  /** `upload`: to be named in the message. */
  done(id: string, upload: string): void;
  failed(id: string, code: string): void;
}

/** Files on their way to the server, one request each. */
export class Uploads {
  private readonly files = new Map<string, File>();
  private readonly requests = new Map<string, XMLHttpRequest>();

  constructor(private readonly listener: Listener) {}

  begin(id: string, file: File): void {
    this.files.set(id, file);
    this.again(id);
  }

  /** False when the file is not known here any more, as after a reload. */
  again(id: string): boolean {
    const file = this.files.get(id);
    if (!file) return false;
    const request = new XMLHttpRequest();
    this.requests.set(id, request);
    request.open('POST', `/api/v1/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = (e) => e.lengthComputable && this.listener.goesOn(id, e.loaded / e.total);
    request.onload = () => {
      const said = (request.response ?? {}) as { upload?: string; code?: string };
      this.requests.delete(id);
      if (request.status === 200 && said.upload) {
        this.files.delete(id);
        this.listener.done(id, said.upload);
      } else this.listener.failed(id, said.code ?? 'broken-off');
    };
    request.onerror = () => this.listener.failed(id, 'broken-off');
    request.send(file);
    return true;
  }

  cancel(id: string): void {
    this.requests.get(id)?.abort();
    this.requests.delete(id);
    this.files.delete(id);
  }
}
