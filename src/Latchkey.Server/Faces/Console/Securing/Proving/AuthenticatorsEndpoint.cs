using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Insight;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Core.Rulebook;
using Latchkey.Server.Faces.Console.Kit;
using Latchkey.Server.Faces.Console.Securing.Policies.Kit;
using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Console.Securing.Proving;

/// <summary>
/// GET /admin/authenticators: what people can prove themselves with. Each is there; who may set it up, enrollment policies say. Contract §3.9.
/// </summary>
internal static class AuthenticatorsEndpoint
{
    public static async Task<IResult> Show(HttpContext http, OrgPolicies policies, FactorCounts factors, PeopleCount people)
    {
        var (texts, orgId, ct) = (Language.Of(http).Texts, http.Org.Id, http.RequestAborted);
        var counts = (await factors.Of(orgId, ct)).ToDictionary(one => one.Name, one => one.Number);
        var enrollment = (await policies.Read(orgId, ct)).Of(PolicyType.Enroll).Where(policy => policy is { Active: true, Enroll: not null }).ToArray();
        return Page.Of(new AuthenticatorsPage
        {
            Frame = http.Frame(ConsoleSection.Authenticators), People = await people.Of(orgId, ct),
            All =
            [
                .. KnownAuthenticator.All.Select(one => new ShownAuthenticator(one.Key, Policies.Kit.Authenticators.Name(texts, one.Key),
                    one.Factor is { } type ? counts.GetValueOrDefault(type) : null,
                    [.. enrollment.Select(policy => (PolicyKinds.AddressOf(policy.Id), policy.Name,
                        Policies.Kit.Authenticators.Word(texts.Policy, policy.Enroll!.Of(one.Key))))])),
            ],
        });
    }
}
