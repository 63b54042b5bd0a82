using System.Globalization;
using System.Text.Json;
using Latchkey.Server.Ground.Storage;

namespace Latchkey.Server.Core.Devices;

/// <summary>The models that are known: those of FIDO's metadata, if an operator brought them, and those of an org's own. In memory.</summary>
internal sealed class DeviceModels : IDisposable
{
    public const string Kind = "device-models";

    /// <summary>As many of its own as an org may have: all are read at once.</summary>
    public const int Most = 200;

    private const string Official = "fido";
    private const string Number = "fido-metadata", Next = "fido-metadata-next", Signer = "fido-metadata-root";

    private readonly Database db;
    private readonly Cached<IReadOnlyDictionary<Guid, DeviceModel>> cached;

    public DeviceModels(Database db)
    {
        this.db = db;
        cached = new(db.Changes, [Kind], Load);
    }

    /// <summary>What FIDO says of it, else what the org says.</summary>
    public async ValueTask<DeviceModel?> Find(string orgId, Guid id, CancellationToken ct) =>
        (await cached.Get(Official, ct))!.GetValueOrDefault(id) ?? (await cached.Get(orgId, ct))!.GetValueOrDefault(id);

    public async ValueTask<IReadOnlyDictionary<Guid, DeviceModel>> OfFido(CancellationToken ct) => (await cached.Get(Official, ct))!;

    public async ValueTask<IReadOnlyDictionary<Guid, DeviceModel>> OfOrg(string orgId, CancellationToken ct) => (await cached.Get(orgId, ct))!;

    /// <summary>Which file was brought last, and when it says that there is a newer one; null: none.</summary>
    public async Task<(long Number, DateOnly Next)?> Brought(CancellationToken ct) =>
        await new DatabaseMarks(db).Find(Number, ct) is { } number && await new DatabaseMarks(db).Find(Next, ct) is { } next
            ? (long.Parse(number, CultureInfo.InvariantCulture), DateOnly.Parse(next, CultureInfo.InvariantCulture)) : null;

    /// <summary>Whose certificates counted for it, in PEM; null: FIDO's. A newer one is signed by the same.</summary>
    public async Task<string?> Root(CancellationToken ct) => await new DatabaseMarks(db).Find(Signer, ct) is { Length: > 0 } root ? root : null;

    /// <summary>All of the file takes the place of all that was there. False where a newer one was brought: FIDO Metadata Service §3.2, step 8.</summary>
    public static Task<bool> Bring(Database db, FidoMetadata metadata, CancellationToken ct) => db.Write(writing => Bring(writing, metadata), ct);

    /// <inheritdoc cref="Bring(Database, FidoMetadata, CancellationToken)"/>
    public static async Task<bool> Bring(Writing writing, FidoMetadata metadata)
    {
        if (await DatabaseMarks.Find(writing, Number) is { } before && long.Parse(before, CultureInfo.InvariantCulture) > metadata.Number) return false;
        await DatabaseMarks.Put(writing, Number, metadata.Number.ToString(CultureInfo.InvariantCulture));
        await DatabaseMarks.Put(writing, Next, metadata.NextUpdate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await DatabaseMarks.Put(writing, Signer, metadata.Root ?? "");
        await writing.Change("delete from device_models where org_id = @orgId", new { orgId = Official });
        foreach (var model in metadata.Models) await Insert(writing, Official, model, model.UpdatedAt);
        writing.Announce(Kind, Official);
        return true;
    }

    /// <summary>False where the org has it already.</summary>
    public static async Task<bool> TryAdd(Writing writing, string orgId, DeviceModel model, DateTimeOffset now)
    {
        writing.Announce(Kind, orgId);
        return await Insert(writing, orgId, model, now);
    }

    public static Task<bool> TryChange(Writing writing, string orgId, DeviceModel model, DateTimeOffset now)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("update device_models set document = @document, updated_at = @now where org_id = @orgId and aaguid = @id",
            new { orgId, id = model.Id.ToString(), document = Document(model, now), now });
    }

    public static Task<bool> TryDelete(Writing writing, string orgId, Guid id)
    {
        writing.Announce(Kind, orgId);
        return writing.Changed("delete from device_models where org_id = @orgId and aaguid = @id", new { orgId, id = id.ToString() });
    }

    private static Task<bool> Insert(Writing writing, string orgId, DeviceModel model, DateTimeOffset now) => writing.Changed("""
        insert into device_models (org_id, aaguid, document, created_at, updated_at) values (@orgId, @id, @document, @now, @now) on conflict do nothing
        """, new { orgId, id = model.Id.ToString(), document = Document(model, now), now });

    private static string Document(DeviceModel model, DateTimeOffset now) => JsonSerializer.Serialize(model with { UpdatedAt = now });

    private async Task<IReadOnlyDictionary<Guid, DeviceModel>?> Load(string orgId, CancellationToken ct) =>
        (await db.Many<string>("select document from device_models where org_id = @orgId order by aaguid", new { orgId }, ct))
        .Select(document => JsonSerializer.Deserialize<DeviceModel>(document)!).ToDictionary(model => model.Id);

    public void Dispose() => cached.Dispose();
}
