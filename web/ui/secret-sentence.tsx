/** What nobody may see is said, not greyed out. */
export function SecretSentence({ text }: { readonly text: string }) {
  return (
    <div className="secret">
      <span>{text}</span>
    </div>
  );
}
