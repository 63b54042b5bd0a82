using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Latchkey.Server.Ground.Pages;

internal sealed class Asset
{
    public Asset(string name, byte[] content)
    {
        Name = name;
        Content = content;
        Digest = Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, 9));
        AddressName = $"{Path.GetFileNameWithoutExtension(name)}.{Digest}{Path.GetExtension(name)}";
        ContentType = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".ico" => "image/x-icon",
            var other => throw new InvalidOperationException($"An asset of type {other} has no media type yet."),
        };
        using var squeezed = new MemoryStream();
        using (var gzip = new GZipStream(squeezed, CompressionLevel.SmallestSize)) gzip.Write(content);
        Gzipped = squeezed.ToArray();
    }

    public string Name { get; }
    public string AddressName { get; }
    public string Digest { get; }
    public string ContentType { get; }
    public byte[] Content { get; }
    public byte[] Gzipped { get; }
}
