import type { Content, Entry, Outlet, Welcome } from '../wire/frames.ts';
import { isFile } from './contents.ts';

/** What has become of the file of a message. "elsewhere": an old message, whose file was never fetched. */
export type FileState =
  | { is: 'here'; mediaType: string; size?: string | number }
  | { is: 'awaited' }
  | { is: 'missed'; code: string }
  | { is: 'elsewhere' };

/** Files that came, or will not come, after the message that is about them. */
export function filesIn(entries: Entry[]): Map<number, FileState> {
  const files = new Map<number, FileState>();
  for (const { event } of entries) {
    const { fileStored, fileMissed } = event;
    if (fileStored?.number) files.set(fileStored.number, { is: 'here', mediaType: fileStored.mediaType ?? '', size: fileStored.size });
    else if (fileMissed?.number) files.set(fileMissed.number, { is: 'missed', code: fileMissed.code ?? '' });
  }
  return files;
}

/** Nothing if this is no file. */
export function fileOf(content: Content | undefined, number: number, files: Map<number, FileState>): FileState | undefined {
  if (!content || !isFile(content)) return undefined;
  if (content.hash) return { is: 'here', mediaType: content.mediaType ?? '', size: content.size };
  return files.get(number) ?? { is: content.awaited ? 'awaited' : 'elsewhere' };
}

/** What it is called and what it is, apart: the ending tells whether it is a picture or a program, and is never cut off or turned round. */
export function partsOf(name: string): [stem: string, ending: string] {
  const ending = /.(\.[A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '';
  return [name.slice(0, name.length - ending.length), ending];
}

/** Where the file of an entry is: leads on to a link that is good for some minutes. */
export function fileUrl(episodeId: string, number: number): string {
  return `/api/v1/episodes/${encodeURIComponent(episodeId)}/file?number=${number}`;
}

const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** How a file that is here is drawn. */
export function shapeOf(mediaType: string): 'picture' | 'audio' | 'video' | 'chip' {
  if (SHOWN.has(mediaType)) return 'picture';
  if (mediaType === 'video/mp4' || mediaType === 'video/webm') return 'video';
  return mediaType.startsWith('audio/') && mediaType !== 'audio/amr' ? 'audio' : 'chip';
}

/** What can be sent: by this installation, and over this leg if it goes out. `max` 0: no files at all. */
export function limitsOf(welcome: Pick<Welcome, 'maxFile' | 'fileTypes'> | undefined, outlet?: Outlet): { max: number; accept: string; inText: boolean } {
  const own = Number(welcome?.maxFile ?? 0);
  const theirs = outlet ? Number(outlet.maxFile ?? 0) : own;
  const types = (welcome?.fileTypes ?? []).filter((type) => !outlet?.fileTypes?.length || outlet.fileTypes.some((t) => matches(t, type)));
  return { max: Math.min(own, theirs), accept: types.join(','), inText: Boolean(outlet?.filesInText) };
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith('/') ? type.startsWith(pattern) : type === pattern;
}

/** Why a file cannot be sent, before a byte of it is. What it really is the server finds out. */
export function refusalOf(size: number, max: number): string | undefined {
  if (max === 0) return 'no-files-there';
  return size === 0 ? 'empty-file' : size > max ? 'file-too-large' : undefined;
}
