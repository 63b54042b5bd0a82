using Latchkey.Server.Ground.Sealing;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.NewOrgs;

/// <summary>
/// Whoever holds it may register orgs on a production server. One for all servers over a database, sealed in it, so that it outlives a start that
/// failed; each server leaves it in a file only its owner may read. It is in no log.
/// </summary>
internal sealed class SetupToken(Database db, DatabaseMarks marks, Seal seal, ServerSettings settings)
{
    private const string Mark = "setup_token";
    private const string Purpose = "setup-token";

    /// <summary>In the data folder.</summary>
    public const string FileName = "setup-token";

    public string File => Path.Combine(settings.DataFolder, FileName);

    /// <summary>The one in force, which is left in the file as well.</summary>
    public async Task<Secret> Read(CancellationToken ct)
    {
        var token = await InForce(ct);
        Leave(token);
        return token;
    }

    /// <summary>A new one, for all servers; the one before it is good for nothing any more.</summary>
    public async Task<Secret> Replace(CancellationToken ct)
    {
        var token = new Secret(Secrets.New());
        await marks.Replace(Mark, seal.Close(Purpose, token.Value), ct);
        Leave(token);
        return token;
    }

    public async ValueTask<bool> Allows(HttpContext http)
    {
        if (settings.OpenRegistration) return true;
        return http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && (await InForce(http.RequestAborted)).Is(header["Bearer ".Length..].Trim());
    }

    /// <summary>Whoever asks first makes it; one that an earlier version left in the folder stays good.</summary>
    private async Task<Secret> InForce(CancellationToken ct)
    {
        if (await Find(ct) is { } known) return new Secret(known);
        var first = System.IO.File.Exists(File) ? (await System.IO.File.ReadAllTextAsync(File, ct)).Trim() : Secrets.New();
        await db.Write(w => DatabaseMarks.TryAdd(w, Mark, seal.Close(Purpose, first)), ct);
        return new Secret((await Find(ct))!);
    }

    private async Task<string?> Find(CancellationToken ct) => await marks.Find(Mark, ct) is { } closed ? seal.Open(Purpose, closed) : null;

    private void Leave(Secret token)
    {
        if (System.IO.File.Exists(File) && token.Is(System.IO.File.ReadAllText(File).Trim())) PrivateFile.Tighten(File);
        else PrivateFile.Write(File, token.Value + "\n", overwrite: true);
    }
}
