import { useEffect, useState } from 'preact/hooks';
import type { Actions } from './client';
import { fileKey, type Conversation, type Outgoing } from './conversation';
import type { Content } from './frames';
import { Paper } from './icons';
import { partsOf } from './names';
import type { FileState } from './timeline';
import type { Words } from './words';

interface Props {
  state: Conversation;
  episodeId: string;
  number: number;
  content: Content;
  file: FileState;
  actions: Actions;
  words: Words;
}

/** A file of a message: the picture itself in a box of one size, or what it is called and a way to keep it. */
export function FileView({ state, episodeId, number, content, file, actions, words }: Props) {
  const [broken, setBroken] = useState(false);
  const url = state.links[fileKey(episodeId, number)];
  const online = state.connection === 'online';
  useEffect(() => {
    if (file === 'here' && online) actions.askFile(episodeId, number);
  }, [file, online]);
  useEffect(() => setBroken(false), [url]);
  // A link lasts some minutes: whoever is about to open it gets a fresh one.
  const renew = () => actions.askFile(episodeId, number);
  const kind = `content.${content.kind}`;
  const name = content.name || words.say(words.knows(kind) ? kind : 'content.file');

  if (file === 'here' && /^image\/(png|jpeg|gif|webp)$/.test(content.mediaType ?? '') && !broken) {
    return (
      <a class="picture" href={url} target="_blank" rel="noopener noreferrer" onPointerEnter={renew} onFocus={renew} data-testid="file-picture" title={words.say('file.open')}>
        {url && (
          <img
            src={url}
            alt={name}
            onError={() => setBroken(true)}
          />
        )}
      </a>
    );
  }
  const about = file === 'here' ? words.size(Number(content.size ?? 0)) : words.say(`file.${file}`);
  const inside = <Chip name={name} about={about} />;
  return file === 'here' ? (
    <a class="file" href={url} download={content.name || true} onPointerEnter={renew} onFocus={renew} data-testid="file" data-state={file}>
      <span class="hidden">{words.say('file.download')}: </span>
      {inside}
    </a>
  ) : (
    <span class="file" data-testid="file" data-state={file}>
      {inside}
    </span>
  );
}

/** A file on its way. */
export function Uploading({ one, actions, words }: { one: Outgoing; actions: Actions; words: Words }) {
  const { name, size, progress } = one.file!;
  const percent = Math.round(progress * 100);
  const under = one.state === 'uploading';
  return (
    <span class="file" data-testid="uploading" data-state={one.state}>
      <Chip name={name} about={under ? `${percent}% · ${words.size(size)}` : words.size(size)} />
      {under && (
        <>
          <progress value={percent} max={100} aria-label={name} />
          <button type="button" class="small" data-testid="upload-cancel" onClick={() => actions.discard(one.messageId)}>
            {words.say('file.cancel')}
          </button>
        </>
      )}
    </span>
  );
}

function Chip({ name, about }: { name: string; about: string }) {
  const [stem, ending] = partsOf(name);
  return (
    <>
      <Paper />
      <span>
        <span class="file-name">
          <bdi>{stem}</bdi>
          {ending}
        </span>
        <small>{about}</small>
      </span>
    </>
  );
}
