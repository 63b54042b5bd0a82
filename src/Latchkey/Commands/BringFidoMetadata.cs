using System.CommandLine;
using System.Globalization;
using Latchkey.Cli.Files;
using Latchkey.Server.Core.Devices;

namespace Latchkey.Cli.Commands;

/// <summary>latchkey fido-metadata --data DIR --from FILE [--root FILE] [--postgres CONNECTION]: what FIDO says of makers' devices, by file.</summary>
public static class BringFidoMetadata
{
    public static Command Build()
    {
        var data = ServerData.DataOption();
        var from = new Option<string>("--from") { Description = "The file, as https://mds3.fidoalliance.org answers it", Required = true };
        var root = new Option<string?>("--root") { Description = "PEM file with the root certificate of whoever signed it, instead of FIDO's" };
        var postgres = ServerData.PostgresOption();
        var command = new Command("fido-metadata",
            "Bring what FIDO says of the devices that keep passkeys: names, certificates, what was revoked. Servers that run know it at once.") { data, from,
            root, postgres };
        command.SetAction((args, ct) => Run(Terminal.For(args), ServerData.Folder(args, data), ServerData.Postgres(args, postgres),
            Path.GetFullPath(args.GetValue(from)!), args.GetValue(root), ct));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string folder, string? postgres, string from, string? root, CancellationToken ct)
    {
        var metadata = await Read(from, root);
        await using var server = await ServerData.Open(folder, postgres, ct);
        if (!await DeviceModels.Bring(server.Database, metadata, ct))
            throw new CommandException($"A newer file was brought before: this one has the number {metadata.Number}. Nothing was changed.");
        var revoked = metadata.Models.Count(model => model.Revoked);
        terminal.Say(string.Create(CultureInfo.InvariantCulture,
            $"{metadata.Models.Count} {(metadata.Models.Count == 1 ? "model" : "models")} of number {metadata.Number}, {revoked} revoked. "
                + $"There is a newer file from {metadata.NextUpdate:yyyy-MM-dd}."));
        if (metadata.NextUpdate < DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime))
            terminal.Say("That day is over: take the file of today, which may know of more that was revoked.");
        terminal.Answer(new { number = metadata.Number, models = metadata.Models.Count, revoked, nextUpdate = metadata.NextUpdate });
        return ExitCode.Ok;
    }

    private static async Task<FidoMetadata> Read(string from, string? root)
    {
        var text = FileFaults.Read("--from", from, () => File.ReadAllText(from));
        var pem = root is null ? null : FileFaults.Read("--root", root, () => File.ReadAllText(root));
        try
        {
            return await FidoMetadata.Read(text, pem, TimeProvider.System.GetUtcNow());
        }
        catch (FormatException problem)
        {
            throw new CommandException(problem.Message);
        }
    }
}
