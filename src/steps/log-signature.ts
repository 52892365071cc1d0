import { plural } from '../plural.ts'
import { isWrittenThen } from '../run/signed-reviews.ts'
import type { ReportedInputs } from './result.ts'
import type { World } from './world.ts'

/** Logs what a report is signed with, or that its signature does not count. Both times are seconds since 1970. */
export function logSignature(
  { log }: Pick<World, 'log'>,
  { reviewKey, connection }: Pick<ReportedInputs, 'reviewKey' | 'connection'>,
  signedAt: number,
  changedAt: number
): void {
  const isToken = reviewKey === connection.token
  if (isWrittenThen(signedAt, changedAt)) log.info(isToken ? SIGNED_WITH_TOKEN : SIGNED_WITH_KEY)
  else
    log[isToken ? 'info' : 'warning'](
      `The report does not count as signed: ${changedAt < signedAt ? early(signedAt - changedAt) : LATE}`
    )
}

const SIGNED_WITH_KEY = 'The report is signed with `review-key`.'
/** Also where a secret has another name than the workflow says, and is empty. */
const SIGNED_WITH_TOKEN =
  'The report is signed with the HCP Terraform token as the key. If the workflow sets `review-key`, check that its secret is not empty.'

const REFUSED = 'An apply with `apply-only-if: reviewed` will be refused.'
const CLOCK = 'the clock of any proxy in front of GitHub, or of the runner if responses have no `Date` header'

const early = (seconds: number): string =>
  `GitHub's time of the comment is ${plural(seconds, 'second')} before the time in the signature. ${REFUSED} Synchronize ${CLOCK}, and run the job again.`

const LATE = `GitHub's time of the comment is more than five minutes after the time in the signature. ${REFUSED} Run the job again. If this repeats, synchronize ${CLOCK}.`
