using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Sealing;
using Microsoft.AspNetCore.Components;

namespace Latchkey.Server.Ground.Pages;

/// <summary>What every page shows: whose it is and in which language.</summary>
public abstract record PageModel
{
    public required Brand Brand { get; init; }
    public required Language Language { get; init; }

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

    /// <summary>Of this one answer: what the page's own style and script carry, and nothing that slipped in can know.</summary>
    internal string Nonce { get; } = Secrets.New();

    internal Texts Texts => Language.Texts;
}

/// <summary>The model of one view; naming the view here lets <see cref="Page.Of{TView}"/> find it.</summary>
public abstract record PageModel<TView> : PageModel where TView : IComponent;
