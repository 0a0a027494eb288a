import type { Opened } from '@/lib/import/commands'

/** The next page for a file: its columns if a person has to match them, otherwise the preview of its import. */
export const toBatch = ({ id, asked, runId, documentId }: Opened) => ({
  go: asked
    ? `/import/${id}/columns`
    : runId
      ? `/continuing-education/runs/${runId}/import?batch=${id}`
      : documentId
        ? `/documents/${documentId}/persons?way=file&file=${id}`
        : `/import/${id}`,
})
