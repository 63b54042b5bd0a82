using Latchkey.Protocol;
using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Faces.Management.Issuers;

namespace Latchkey.Server.Tests.AuthorizationServers;

public sealed class PolicyDecisionTests
{
    private const string App = "0oaApp";
    private const string Ann = "00uAnn";
    private const string Staff = "00gStaff";

    private static readonly AccessPolicyRule Ordinary = new("0pr1", "Ordinary", 1, true, false, [], [], ["EVERYONE"], [GrantType.AuthorizationCode, GrantType.ClientCredentials], ["*"], 60, 0, 10080);

    [Fact]                                                             // contract §1.2: fixed lifetimes, no policies
    public void The_orgs_own_server_allows_everything_for_an_hour_and_ninety_days()
    {
        var rule = Allowed(PolicyDecision.For(Server() with { Id = "" }, App, Ann, [], GrantType.AuthorizationCode, ["openid"])).Rule;
        rule.AccessTokenMinutes.ShouldBe(60);
        rule.RefreshTokenMinutes.ShouldBe(129_600);
    }

    [Fact]                                                             // contract §3.4, "Evaluation"
    public void The_first_rule_that_fits_decides()
    {
        var narrow = Ordinary with { Id = "0pr2", Priority = 0, Scopes = ["openid"], AccessTokenMinutes = 5 };
        var server = Server(Policy(narrow, Ordinary));

        Allowed(Ask(server, scopes: ["openid"])).Rule.AccessTokenMinutes.ShouldBe(5);
        Allowed(Ask(server, scopes: ["openid", "email"])).Rule.AccessTokenMinutes.ShouldBe(60);
    }

    [Fact]                                                             // contract §3.4: the first policy that contains a matching rule
    public void A_policy_without_a_fitting_rule_gives_way_to_the_next()
    {
        var server = Server(Policy(Ordinary with { GrantTypes = [GrantType.ClientCredentials] }), Policy(Ordinary with { Id = "0prNext" }));
        Allowed(Ask(server)).Rule.Id.ShouldBe("0prNext");
    }

    [Fact]                                                             // contract §3.4
    public void A_policy_for_another_client_is_passed_over()
    {
        Ask(Server(Policy(Ordinary) with { Clients = ["0oaOther"] })).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Policy);
        Ask(Server(Policy(Ordinary) with { Clients = ["0oaOther", App] })).ShouldBeOfType<PolicyOutcome.Allowed>();
        Ask(Server(Policy(Ordinary) with { Active = false })).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Policy);
    }

    [Fact]
    public void A_rule_for_people_knows_users_groups_and_exclusions()
    {
        var none = Ordinary with { Groups = [] };
        Ask(Server(Policy(none))).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Person);
        Ask(Server(Policy(none with { Users = [Ann] }))).ShouldBeOfType<PolicyOutcome.Allowed>();
        Ask(Server(Policy(none with { Groups = [Staff] })), groups: [Staff]).ShouldBeOfType<PolicyOutcome.Allowed>();
        Ask(Server(Policy(none with { Groups = [Staff] })), groups: ["00gOther"]).ShouldBeOfType<PolicyOutcome.Refused>();
        Ask(Server(Policy(Ordinary with { ExcludedUsers = [Ann] }))).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Person);
    }

    [Fact]                                                             // contract §3.4: people ignored for client_credentials
    public void Without_a_person_no_people_condition_counts()
    {
        var server = Server(Policy(Ordinary with { Groups = [], Users = [] }));
        PolicyDecision.For(server, App, null, [], GrantType.ClientCredentials, ["orders:read"]).ShouldBeOfType<PolicyOutcome.Allowed>();
    }

    [Fact]                                                             // contract §2.2, "Frequent errors"
    public void A_refusal_says_what_the_nearest_rule_lacked()
    {
        var none = Ask(Server()).ShouldBeOfType<PolicyOutcome.Refused>();
        none.Description.ShouldBe("Policy evaluation failed for this request, please check the policy configurations.");
        none.Status.ShouldBe(401);
        none.Reason.ShouldBe("no_matching_policy");

        Ask(Server(Policy())).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Rule);
        Ask(Server(Policy(Ordinary with { Active = false }))).ShouldBeOfType<PolicyOutcome.Refused>().Missing.ShouldBe(Missing.Rule);
        var grant = Ask(Server(Policy(Ordinary with { GrantTypes = [GrantType.ClientCredentials] }))).ShouldBeOfType<PolicyOutcome.Refused>();
        grant.Detail.ShouldBe("The rule 'Ordinary' of the access policy 'Policy' does not allow the grant type authorization_code.");

        var scopes = Ask(Server(Policy(Ordinary with { Scopes = ["openid"] })), scopes: ["openid", "email", "orders:read"]).ShouldBeOfType<PolicyOutcome.Refused>();
        scopes.Description.ShouldBe("Some of the requested scopes were denied by the policy. Denied scopes: [email, orders:read].");
        scopes.Status.ShouldBe(400);
    }

    private static PolicyOutcome Ask(AuthorizationServer server, string[]? scopes = null, string[]? groups = null) =>
        PolicyDecision.For(server, App, Ann, groups ?? [], GrantType.AuthorizationCode, scopes ?? ["openid"]);

    private static PolicyOutcome.Allowed Allowed(PolicyOutcome outcome) => outcome.ShouldBeOfType<PolicyOutcome.Allowed>();

    private static AccessPolicy Policy(params AccessPolicyRule[] rules) => new("00p1", "Policy", "", 1, true, false, [PolicyDecision.AllClients], rules);

    private static AuthorizationServer Server(params AccessPolicy[] policies) => new()
    {
        Id = "default", OrgId = "00o", Name = "default", Issuer = "", Endpoints = "", Audience = "api://default", SigningAlgorithm = "RS256",
        Scopes = new Dictionary<string, ScopeDefinition>(), Claims = [], Policies = policies,
    };
}
