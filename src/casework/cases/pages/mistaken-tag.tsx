import { Tag } from '../../../platform/ui/markup.tsx'

/** Says that a referral was found to be a mistake, wherever somebody is named because of it. */
export const MistakenTag = ({ mistaken }: { mistaken: boolean }) =>
  mistaken ? (
    <>
      {' '}
      <Tag colour="purple">Mistaken referral</Tag>
    </>
  ) : null

/** A name in a list, with what must be known wherever it is read. */
export const NameInList = ({ knownAs, mistaken }: { knownAs: string; mistaken: boolean }) => (
  <>
    {knownAs}
    <MistakenTag mistaken={mistaken} />
  </>
)
