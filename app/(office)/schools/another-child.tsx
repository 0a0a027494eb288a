import { Checkbox } from '@/components/ui/checkbox'

/** Says that whoever looks like a child of another record is another child. It stands there once that has been asked. */
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
