using Latchkey.Server.Core.Brands;

namespace Latchkey.Server.Faces.Console.Branding.SignInPage;

/// <summary>A text of several lines that the draft has otherwise.</summary>
/// <param name="Name">Of its field.</param>
/// <param name="Lines">As <see cref="LineChanges"/> finds them; null: some that stay are left out.</param>
public sealed record ChangedText(string Name, IReadOnlyList<LineChange?> Lines);
