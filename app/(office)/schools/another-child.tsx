import { Checkbox } from '@/components/ui/checkbox'

/**
 * A tick that says that a child who looks like another record's is a different child. It appears only after a refusal
 * that asks for it.
 */
export const AnotherChild = ({ label, error }: { label: string; error: string | undefined }) =>
  error ? (
    <Checkbox
      name="another"
      id="another"
      value="ON"
      label={label}
      aria-invalid
      hint={<span className="error">{error}</span>}
    />
  ) : null
