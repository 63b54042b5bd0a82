using System.Text;

namespace Latchkey.Server.Ground.Web;

/// <summary>
/// One canonical form for what people type to say who they are. Every compare, lookup and counter uses it,
/// so that no other spelling of the same login opens a second door.
/// </summary>
internal static class Identifiers
{
    public static string Canonical(string typed)
    {
        // Ill-formed UTF-16 cannot be normalised; it cannot be anyone's login either.
        var text = typed.Trim();
        return text.IsNormalizable ? Folded(text.Normalize(NormalizationForm.FormKC)).Trim() : "\uFFFD";
    }

    // By way of upper case, where letters with two small forms (σ and ς) have one; composed again, since case can decompose.
    private static string Folded(string text) => text.ToUpperInvariant().ToLowerInvariant().Normalize(NormalizationForm.FormKC);

    extension(string text)
    {
        private bool IsNormalizable
        {
            get
            {
                for (var i = 0; i < text.Length; i++)
                {
                    if (text[i] == '\0') return false;      // nor can PostgreSQL store it
                    if (!char.IsSurrogate(text[i])) continue;
                    if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
                    i++;
                }
                return true;
            }
        }
    }
}
