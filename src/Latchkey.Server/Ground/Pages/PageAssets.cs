using System.Collections.Frozen;

namespace Latchkey.Server.Ground.Pages;

/// <summary>
/// Style, script and pictures of the pages. They live in the program; each address carries the digest of its content, so it may be kept for ever.
/// </summary>
internal static class PageAssets
{
    private const string Folder = "Latchkey.Server.Ground.Pages.Assets.";

    private static readonly FrozenDictionary<string, Asset> byName = typeof(PageAssets).Assembly.GetManifestResourceNames()
        .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
        .Select(resource => Read(resource)).ToFrozenDictionary(asset => asset.Name);

    private static readonly FrozenDictionary<string, Asset> byAddress = byName.Values.ToFrozenDictionary(asset => asset.AddressName);

    /// <summary>The address of an asset by the name of its file, e.g. <c>page.css</c>.</summary>
    public static string Url(string name) => "/assets/" + byName[name].AddressName;

    public static Asset? Find(string addressName) => byAddress.GetValueOrDefault(addressName);

    private static Asset Read(string resource)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new Asset(resource[Folder.Length..], content);
    }
}
