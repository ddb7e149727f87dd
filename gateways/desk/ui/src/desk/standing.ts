import type { Assignment, EpisodeView, Participant } from '../wire/frames.ts';
import type { DeskState } from './state.ts';
import { isBeside } from './work.ts';

/** What this agent may do with one episode, now. */
export interface Standing {
  assignment?: Assignment;
  status: string;
  /** Serves it. */
  owner: boolean;
  /** Stands by: writes notes only. */
  beside: boolean;
  /** May hand it on, ask somebody to stand by, finish it. */
  engaged: boolean;
  /** Asked and not yet there. */
  asked: Participant[];
  /** Beside the owner. */
  joined: Participant[];
  /** Who talks in this agent's call, too, or has been asked to. */
  partner?: Participant;
  /** A warm transfer that nobody has accepted yet. */
  successor?: Participant;
}

export function standingOf(state: Pick<DeskState, 'agent' | 'episodes'>, episodeId: string): Standing {
  return stand(
    state.agent?.assignments?.find((a) => a.episodeId === episodeId),
    state.episodes[episodeId]?.view,
  );
}

export function stand(assignment: Assignment | undefined, view: EpisodeView | undefined): Standing {
  const status = view?.status ?? '';
  const beside = isBeside(assignment);
  const owner = assignment !== undefined && !beside;
  const people = view?.participants ?? [];
  const asked = people.filter((p) => p.status === 'asked');
  return {
    assignment,
    status,
    owner,
    beside,
    engaged: owner && status === 'engaged',
    asked,
    joined: people.filter((p) => p.status !== 'asked' && p.role !== 'successor'),
    partner: people.find((p) => p.role === 'partner'),
    successor: asked.find((p) => p.role === 'successor'),
  };
}
