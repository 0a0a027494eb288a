import type { QuestionSort } from '@/lib/shared/generated/enums'
import type { Refusal } from '@/lib/shared/refusal'
import { mostAnswer } from '../schema/runs'

/** Answers to a programme's own questions by question id; unanswered ones are missing. */
export type Answers = Record<string, string>
type Asked = { id: string; sort: QuestionSort; choices: readonly string[]; retiredOn: Date | null }

/** The form's answers over the earlier ones: a retired question keeps its answer. Refusals name the form's field. */
export function readAnswers(
  questions: readonly Asked[],
  given: Answers,
  before: Answers,
): { answers: Answers } | { refusals: Refusal[] } {
  const asked = questions.filter(({ retiredOn }) => !retiredOn)
  const read = asked.map((question) => ({ question, answer: (given[question.id] ?? '').trim() }))
  const refusals = read.flatMap(({ question, answer }) => objection(question, answer))
  if (refusals.length > 0) return { refusals }
  const kept = Object.entries(before).filter(([id]) => !asked.some((question) => question.id === id))
  const told = read.flatMap(({ question, answer }) => (answer ? [[question.id, answer] as const] : []))
  return { answers: Object.fromEntries([...kept, ...told]) }
}

function objection({ id, sort, choices }: Asked, answer: string): Refusal[] {
  const field = `answers.${id}`
  if (answer === '') return []
  if (sort === 'TEXT')
    return answer.length > mostAnswer ? [{ code: 'tooLong', params: { most: mostAnswer }, field }] : []
  const allowed = sort === 'YES_NO' ? ['YES', 'NO'] : choices
  return allowed.includes(answer) ? [] : [{ code: 'answerWrong', field }]
}
