using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Core.Brands;

/// <summary>The pages that an org wrote itself, as they are shown now.</summary>
/// <param name="Frames">By page, those with content of their own.</param>
/// <param name="Words">Labels and links of the sign-in page, by the contract's names.</param>
/// <param name="SignedOut">Where people are left who signed out; null: at our own page.</param>
/// <param name="Sheet">The stylesheet of the sign-in and error page; null: there is none.</param>
/// <param name="Scripted">The sign-in page where it has scripts, for the host of pages alone; null: it has none.</param>
internal sealed record PagesOfOrg(
    IReadOnlyDictionary<string, PageFrame> Frames, IReadOnlyDictionary<string, string> Words, string? SignedOut, StyleSheet? Sheet,
    ScriptedPage? Scripted = null)
{
    public static readonly PagesOfOrg None = new(new Dictionary<string, PageFrame>(), new Dictionary<string, string>(), null, null);

    /// <summary>Of what is kept. What this version could not show any more is left out: ours is shown.</summary>
    public static PagesOfOrg Of(IReadOnlyDictionary<string, JsonObject> kept)
    {
        var frames = new Dictionary<string, PageFrame>();
        StyleSheet? sheet = null;
        ScriptedPage? scripted = null;
        foreach (var (page, document) in kept)
        {
            try
            {
                if (page != PageFrames.SignOut && PageDraft.FrameOf(page, document) is { } frame) frames[page] = frame;
                if (page == PageFrames.SignIn) (sheet, scripted) = (PageDraft.SheetOf(document), PageDraft.ScriptedOf(document));
            }
            catch (Ground.Rules.RuleException)
            {
                continue;
            }
        }
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        if (kept.GetValueOrDefault(PageFrames.SignIn)?.Object("widgetCustomizations") is { } said)
            foreach (var (name, value) in said)
                if (value is JsonValue text && text.TryGetValue<string>(out var word)) words[name] = word;
        return new(frames, words, kept.GetValueOrDefault(PageFrames.SignOut)?.Text("url"), sheet, scripted);
    }
}
