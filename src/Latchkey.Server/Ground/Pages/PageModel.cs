using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Microsoft.AspNetCore.Components;

namespace Latchkey.Server.Ground.Pages;

/// <summary>What every page shows: whose it is and in which language.</summary>
public abstract record PageModel
{
    private readonly Brand? brand;
    private readonly Language? language;

    /// <summary>How it looks. Left out, it is the org's brand, looked up when the page is sent.</summary>
    public Brand Brand { get => brand ?? throw Undressed(); init => brand = value; }

    /// <summary>Left out, it is what the request wishes: <see cref="UiLocales"/>, else what its address or the browser says.</summary>
    public Language Language { get => language ?? throw Undressed(); init => language = value; }

    /// <summary>The languages that an app asked for earlier, when this page was still to come. OpenID Connect Core §3.1.2.1.</summary>
    public string? UiLocales { get; init; }

    /// <summary>
    /// Where else a form on this page may lead, redirects included: <see cref="FormTarget.Of"/> the redirect URI.
    /// Chromium and WebKit block a redirect after a form post that <c>form-action</c> does not list.
    /// </summary>
    public IReadOnlyList<string> FormTargets { get; init; } = [];

    /// <summary>Origins whose pages this one shows in frames.</summary>
    public IReadOnlyList<string> FrameTargets { get; init; } = [];

    /// <summary>The one page that may show this one in a frame; null: none may.</summary>
    public string? Framer { get; init; }

    /// <summary>Where else pictures on this page come from, as sources of <c>img-src</c>: an app's logo.</summary>
    public IReadOnlyList<string> ImageSources { get; init; } = [];

    /// <summary>Its script asks this server how something stands that it waits for.</summary>
    public virtual bool Looks => false;

    /// <summary>Of this one answer: what the page's own style and script carry, and nothing that slipped in can know.</summary>
    internal string Nonce { get; } = Secrets.New();

    internal Texts Texts => Language.Texts;

    /// <summary>The org's own stylesheet, known when the page is sent; only where it is one of the <see cref="PageFrames"/>.</summary>
    internal StyleSheet? Sheet { get; init; }

    /// <summary>Whoever administers is spoken to in any language, whatever people are offered.</summary>
    internal virtual bool SpeaksAll => false;

    /// <summary>For styles of an org's own page, and nothing else.</summary>
    internal string StyleNonce { get; } = Secrets.New();

    /// <summary>Which of the <see cref="PageFrames"/> the org may show it in; null: none.</summary>
    public virtual string? FrameName => null;

    /// <summary>What such a frame may say of it.</summary>
    internal virtual IReadOnlyDictionary<string, string> FrameValues => new Dictionary<string, string>();

    /// <summary>What stands behind the card: one of <see cref="Pages.Backdrop.All"/>.</summary>
    public virtual string Backdrop => Brand.SignInVariant;

    /// <summary>As it is shown: with what nobody has said of it.</summary>
    internal async ValueTask<PageModel> Dressed(HttpContext http)
    {
        var look = brand ?? await http.RequestServices.GetRequiredService<IPageLook>().Of(http);
        var spoken = language ?? Language.Of(http, UiLocales, look.Locale, SpeaksAll ? null : look.Offered);
        return this with { Brand = look, Language = SpeaksAll ? spoken : look.Words?.In(spoken) ?? spoken };
    }

    private static InvalidOperationException Undressed() => new("The look and the language of a page are known when it is sent.");
}

/// <summary>The model of one view; naming the view here lets <see cref="Page.Of{TView}"/> find it.</summary>
public abstract record PageModel<TView> : PageModel where TView : IComponent;
