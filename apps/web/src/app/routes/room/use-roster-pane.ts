import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useRemembered } from '../../../shared/page/remembered';
import { useMedia, wideScreen } from '../../../shared/page/use-media';

type RosterPane = {
  /** `beside` the conversation, as a `sheet` above it, or `hidden`. */
  shown: 'beside' | 'sheet' | 'hidden';
  toggle: () => void;
};

/**
 * Where the roster is. On a wide screen it stands beside the conversation unless put away, which the device
 * remembers. Elsewhere it is a step of its own in the history, so that the back button closes it.
 */
export function useRosterPane(): RosterPane {
  const isWide = useMedia(wideScreen);
  const [preference, setPreference] = useRemembered('roster', 'shown');
  const [search, setSearch] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const isSheetOpen = search.get('pane') === 'roster';

  function toggleSheet() {
    if (!isSheetOpen) setSearch({ pane: 'roster' }, { state: { isRosterStep: true } });
    else if (isRosterStep(location.state)) void navigate(-1);
    else setSearch({}, { replace: true });
  }

  function togglePreference() {
    setPreference(preference === 'hidden' ? 'shown' : 'hidden');
  }

  if (isWide) return { shown: preference === 'hidden' ? 'hidden' : 'beside', toggle: togglePreference };
  return { shown: isSheetOpen ? 'sheet' : 'hidden', toggle: toggleSheet };
}

/** Whether this step of the history was made by opening the roster, and not by a link straight to it. */
function isRosterStep(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isRosterStep' in state;
}
