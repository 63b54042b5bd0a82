using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Latchkey.Cli.Imports;

/// <summary>Objects of a file that is one JSON array, or one object a line (NDJSON), perhaps packed by gzip.</summary>
public static class JsonPeople
{
    public static async IAsyncEnumerable<JsonObject> Read(string file, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var raw = File.OpenRead(file);
        Stream stream = raw;
        if (raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B)       // RFC 1952 §2.3.1
        {
            raw.Position = 0;
            stream = new System.IO.Compression.GZipStream(raw, System.IO.Compression.CompressionMode.Decompress);
        }
        else raw.Position = 0;
        await using var _ = stream;
        // A list, or values one after the other: either way one by one.
        var lines = FirstSign(file) != '[';
        await using var all = JsonSerializer.DeserializeAsyncEnumerable<JsonObject>(stream, topLevelValues: lines, cancellationToken: ct)
            .GetAsyncEnumerator(ct);
        while (await Next(all, file))
            if (all.Current is { } one) yield return one;
    }

    private static async Task<bool> Next(IAsyncEnumerator<JsonObject?> all, string file)
    {
        try
        {
            return await all.MoveNextAsync();
        }
        catch (JsonException error)
        {
            throw new CommandException($"{file} is neither a list of objects nor an object a line: {error.Message}", error);
        }
    }

    private static char FirstSign(string file)
    {
        using var raw = File.OpenRead(file);
        var packed = raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B;
        raw.Position = 0;
        using var reader = new StreamReader(packed ? new System.IO.Compression.GZipStream(raw, System.IO.Compression.CompressionMode.Decompress) : raw);
        int sign;
        while ((sign = reader.Read()) >= 0 && char.IsWhiteSpace((char)sign)) { }
        return (char)Math.Max(sign, 0);
    }
}
