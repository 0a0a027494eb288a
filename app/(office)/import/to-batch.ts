import type { Opened } from '@/lib/import/commands'

/** Where a file goes on: its columns where a person is asked, else what its import would do. */
export const toBatch = ({ id, asked, runId, documentId }: Opened) => ({
  go: asked
    ? `/import/${id}/columns`
    : runId
      ? `/continuing-education/runs/${runId}/import?batch=${id}`
      : documentId
        ? `/documents/${documentId}/persons?way=file&file=${id}`
        : `/import/${id}`,
})
