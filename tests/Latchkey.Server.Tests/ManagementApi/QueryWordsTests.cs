using System.Net;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.ManagementApi;

/// <summary>Flags and words of a query are taken in any case: Okta's Python 2.x writes <c>True</c> and <c>False</c>. Ruling 7.</summary>
public sealed class QueryWordsTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]
    [InlineData("False", "STAGED"), InlineData("FALSE", "STAGED"), InlineData("True", "ACTIVE"), InlineData("tRUE", "ACTIVE"), InlineData("", "ACTIVE")]
    public async Task A_user_is_made_active_or_not_as_the_query_says(string activate, string status) =>
        (await Org.Post($"/users?activate={activate}", ApiCalls.NewUser($"p{Ground.Sealing.Secrets.Digits(12)}@example.com", "Correct-Horse-7"))).ShouldSucceed()["status"].ShouldBe(status);

    [Theory]
    [InlineData("False", "INACTIVE"), InlineData("TRUE", "ACTIVE")]
    public async Task So_is_an_app(string activate, string status) =>
        (await Org.Post($"/apps?activate={activate}", ApiCalls.NewApp("native"))).ShouldSucceed()["status"].ShouldBe(status);

    [Theory]
    [InlineData("FALSE", false), InlineData("True", true)]
    public async Task A_mail_is_sent_or_a_link_is_handed_out(string send, bool mailed)
    {
        foreach (var step in (string[])["activate", "reactivate", "reset_password"])
        {
            var login = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
            var user = (await Org.Post($"/users?activate={(step == "activate" ? "False" : "True")}", ApiCalls.NewUser(login, step == "reset_password" ? "Correct-Horse-7" : null))).ShouldSucceed();
            var before = (await Org.MailsAsync(login)).Count;
            var answer = (await Org.Post($"/users/{user.Id}/lifecycle/{step}?sendEmail={send}")).ShouldSucceed();
            ((await Org.MailsAsync(login)).Count - before, answer.Text.Contains("http", StringComparison.Ordinal)).ShouldBe((mailed ? 1 : 0, !mailed), step);
        }
    }

    [Fact]
    public async Task Every_other_flag_is_heard_in_any_case()
    {
        (await Org.Post("/users?nextLogin=ChangePassword", ApiCalls.NewUser($"p{Ground.Sealing.Secrets.Digits(12)}@example.com", "Correct-Horse-7"))).ShouldSucceed()["status"].ShouldBe("PASSWORD_EXPIRED");
        var person = await Org.CreatePersonAsync();
        (await Org.Post($"/users/{person.Id}/factors?activate=TRUE", new JsonObject { ["factorType"] = "email", ["provider"] = "OKTA" })).ShouldSucceed()["status"].ShouldBe("ACTIVE");
        (await Org.Post($"/users/{person.Id}/lifecycle/expire_password?tempPassword=True")).ShouldSucceed()["tempPassword"].ShouldNotBeNullOrEmpty();
        (await Org.Read("/groups?expand=Stats")).ShouldSucceed().List[0]!["_embedded"]!["stats"].ShouldNotBeNull();
        (await Org.Read("/groups?sortBy=created&sortOrder=Desc")).ShouldSucceed();
        (await Org.Read("/logs?sortOrder=Descending")).ShouldSucceed();
        (await Org.Read("/authorizationServers/default/associatedServers?trusted=False")).ShouldSucceed();

        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var me = (await Org.Read($"/users/{Uri.EscapeDataString(Org.Person.Login)}")).ShouldSucceed().Id;
        (await Org.Delete($"/users/{me}/sessions?oauthTokens=True")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).ShouldBeRefused("invalid_grant");
    }

    [Theory]
    [InlineData("/groups?filter=", "type eq \"{0}\"", "BUILT_IN"), InlineData("/groups?search=", "type eq \"{0}\" or id eq \"x\"", "BUILT_IN"), InlineData("/users?filter=", "status eq \"{0}\"", "ACTIVE"),
     InlineData("/users?search=", "status eq \"{0}\"", "ACTIVE"), InlineData("/apps?filter=", "status eq \"{0}\"", "ACTIVE"), InlineData("/trustedOrigins?filter=", "status eq \"{0}\"", "ACTIVE")]
    public async Task So_are_the_words_that_a_filter_looks_for(string list, string filter, string word)
    {
        var found = (await Org.Read(list + Uri.EscapeDataString(string.Format(null, filter, word)))).ShouldSucceed().Each("id");
        found.ShouldNotBeEmpty();
        foreach (var spelt in (string[])[word.ToLowerInvariant(), $"{word[0]}{word[1..].ToLowerInvariant()}"])
            (await Org.Read(list + Uri.EscapeDataString(string.Format(null, filter, spelt)))).ShouldSucceed().Each("id").ShouldBe(found, ignoreOrder: true);
    }

    [Theory]                                                           // what is neither is no silent yes, and nothing is done
    [InlineData("/users?activate=no"), InlineData("/users?activate=true&activate=false"), InlineData("/users?sendEmail=0"), InlineData("/apps?activate=maybe"), InlineData("/users?nextLogin=change")]
    public async Task What_is_none_of_the_words_is_refused(string path)
    {
        var login = $"p{Ground.Sealing.Secrets.Digits(12)}@example.com";
        var name = path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..path.IndexOf('=', StringComparison.Ordinal)];
        (await Org.Post(path, path.StartsWith("/apps", StringComparison.Ordinal) ? ApiCalls.NewApp("native", label: login) : ApiCalls.NewUser(login, "Correct-Horse-7"))).ShouldBeRefused(400, "E0000001", name);
        (await Org.Read($"/users/{login}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Org.Read($"/apps?q={login}")).List.ShouldBeEmpty();
    }
}
