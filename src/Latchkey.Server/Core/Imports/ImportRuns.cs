using System.Text.Json.Nodes;
using Latchkey.Server.Core.Accounts;
using Latchkey.Server.Core.Administration;
using Latchkey.Server.Core.Log;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Roles;
using Latchkey.Server.Core.Schemas;
using Latchkey.Server.Ground.Mail;
using Latchkey.Server.Ground.Outbox;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Storage;
using Latchkey.Server.Ground.Web;

namespace Latchkey.Server.Core.Imports;

/// <summary>
/// Takes the lines of a file into the directory, by the changes that an administrator makes one by one. What becomes of a line is written in the commit
/// of its person, so a run that was cut off goes on where it was, and two at once do each line once.
/// </summary>
internal sealed class ImportRuns(Database db, PeopleImports imports, UserChanges changes, Users users, OrgDirectory orgs, ProfileSchemas schemas,
    MailReach reach, Authorities authorities, AdministratorGate gate) : ICourier
{
    private const int Batch = 100;

    /// <summary>So many at once: they share commits.</summary>
    private const int AtOnce = 8;

    public OutboxKind Kind => PeopleImports.Runs;

    public async Task<DeliveryOutcome> Deliver(ClaimedItem item, CancellationToken ct)
    {
        while (await imports.Find(item.OrgId, item.Payload, ct) is { Status: PeopleImport.Running } import)
        {
            if (await orgs.Find(import.OrgId, ct) is not { } org) break;
            var by = await users.Find(org.Id, import.UserId, ct);
            var doing = new Doing(org, by?.Party ?? LogParty.Server, null);
            var some = await imports.Waiting(import.Id, Batch, ct);
            if (some.Count == 0)
            {
                await imports.Finish(doing, import);
                break;
            }
            var authority = by is null || AccountGate.Refusal(by) is not null ? Authority.None : await authorities.Of(by, ct);
            var schema = await schemas.OfUsers(org.Id, ct);
            // Lines of the same person one after another: the first makes them.
            var persons = some.GroupBy(line => ImportMapping.LoginOf(import.Attributes, line.Values));
            var together = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
            await Parallel.ForEachAsync(persons, together, async (lines, ct) =>
            {
                foreach (var line in lines)
                {
                    ct.ThrowIfCancellationRequested();
                    if (authority.MayEverywhere(Rights.CreateUsers)) await Take(doing, authority, import, line, schema, ct);
                    else await Settle(import, line, ImportLine.Refused, "whoever started this import may not add people any more", ct);
                }
            });
        }
        return DeliveryOutcome.Arrived;
    }

    private async Task Take(Doing doing, Authority authority, PeopleImport import, ImportLine line, ProfileSchema schema, CancellationToken ct)
    {
        try
        {
            var profile = ImportMapping.Profile(import.Attributes, line.Values, schema);
            if (await Existing(import, profile, ct) is { } existing)
            {
                await gate.Require(doing.Org, doing.By, authority, Rights.ManageProfiles, new(AdminResource.UserKind, existing.Id), ct);
                await Keep(doing, import, line, existing, profile, await schemas.OfType(import.OrgId, existing.TypeId, ct), ct);
            }
            else
            {
                await changes.Create(doing, ImportMapping.New(profile, schema, reach), new NewAccount
                {
                    Activate = import.Beginning == PeopleImport.ByMail,
                }, writing => Once(writing, import, line, ImportLine.Created));
            }
        }
        catch (RuleException broken)
        {
            await Settle(import, line, ImportLine.Refused, broken.Message, ct);
        }
        catch (BeyondException beyond)
        {
            await Settle(import, line, ImportLine.Refused, beyond.Message, ct);
        }
        catch (StandingException standing)
        {
            await Settle(import, line, ImportLine.Refused, standing.Message, ct);
        }
        catch (SettledException)
        {
            // Another run was quicker, and this one's commit is taken back.
        }
    }

    private async Task Keep(Doing doing, PeopleImport import, ImportLine line, User existing, JsonObject profile, ProfileSchema schema, CancellationToken ct)
    {
        if (import.Existing == PeopleImport.Keep || JsonNode.DeepEquals(UserDraft.Of(existing, profile, schema, reach).Profile, existing.Profile))
            await Settle(import, line, ImportLine.Same, null, ct);
        else
            await changes.Revise(doing, existing, current => UserDraft.Of(current, profile, schema, reach),
                writing => Once(writing, import, line, ImportLine.Changed));
    }

    private async Task<User?> Existing(PeopleImport import, JsonObject profile, CancellationToken ct) =>
        profile["login"]?.GetValue<string>() is { } login && await users.FindByLogin(import.OrgId, login, ct) is { } user
            && Identifiers.Canonical(user.Login) == Identifiers.Canonical(login) ? user : null;

    private Task Settle(PeopleImport import, ImportLine line, string outcome, string? reason, CancellationToken ct) =>
        db.Write(writing => PeopleImports.Settle(writing, import, line, outcome, reason), ct);

    private static async Task Once(Writing writing, PeopleImport import, ImportLine line, string outcome)
    {
        if (!await PeopleImports.Settle(writing, import, line, outcome)) throw new SettledException();
    }

    private sealed class SettledException : Exception;
}
