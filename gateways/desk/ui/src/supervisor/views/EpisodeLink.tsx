import { ChannelIcon } from '../../views/channels.tsx';
import css from './EpisodeLink.module.css';
import { format } from './route.ts';

export function EpisodeLink({ episodeId, channel }: { episodeId: string; channel?: string }) {
  return (
    <a className={css.link} href={format({ page: 'live', open: { is: 'episodes', id: episodeId } })} data-testid="read-episode">
      {channel && <ChannelIcon channel={channel} />}
      <span className="ellipsis">{episodeId}</span>
    </a>
  );
}
