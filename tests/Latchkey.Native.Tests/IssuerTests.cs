namespace Latchkey.Native.Tests;

/// <summary>The issuer is a name: it is compared as it is written, with its slash or without. OpenID Connect Discovery 1.0 §4.3.</summary>
public sealed class IssuerTests : NativeTest
{
    private string WithSlash => Provider.Issuer + "/";

    [Fact]                                                             // as Auth0 and OpenIddict have it
    public async Task An_issuer_that_ends_in_a_slash_is_used_as_it_is_written()
    {
        NamesItself(WithSlash);
        var session = await SignedIn(o => o.Issuer = new Uri(WithSlash));
        await session.RefreshAsync();
        (await App(o => o.Issuer = new Uri(WithSlash)).GetSessionAsync()).ShouldNotBeNull().Id.ShouldBe(session.Id);
        Provider.Requests.First().Path.ShouldBe("/oauth2/default/.well-known/openid-configuration");        // §4: one slash, not two
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_slash_too_many_or_too_few_is_answered_with_the_line_to_write(bool providerHasSlash)
    {
        NamesItself(providerHasSlash ? WithSlash : Provider.Issuer);
        var refusal = await Refused(() => SignedIn(o => o.Issuer = new Uri(providerHasSlash ? Provider.Issuer : WithSlash)));
        refusal.Kind.ShouldBe(SignInErrorKind.Misconfigured);
        refusal.Message.ShouldEndWith($"says its issuer is '{(providerHasSlash ? WithSlash : Provider.Issuer)}', {(providerHasSlash ? "with" : "without")} a slash at the end.");
        refusal.Hint.ShouldBe($"Write LatchkeyOptions.Issuer = new Uri(\"{(providerHasSlash ? WithSlash : Provider.Issuer)}\").");

        (await SignedIn(o => o.Issuer = new Uri(refusal.Hint!.Split('"')[1]))).User.Name.ShouldBe("Mia Muster");
    }

    [Fact]
    public async Task An_ID_token_and_an_answer_of_the_name_without_the_slash_are_refused()
    {
        NamesItself(WithSlash);
        var bare = Provider.Issuer;
        Provider.ChangesCallback = callback => callback["iss"] = bare;
        (await Refused(() => SignedIn(o => o.Issuer = new Uri(WithSlash)))).Message.ShouldContain($"not from '{WithSlash}'");
        NamesItself(WithSlash);
        Provider.ChangesIdToken = claims => claims["iss"] = bare;
        (await Refused(() => SignedIn(o => o.Issuer = new Uri(WithSlash)))).Message.ShouldContain($"iss is '{bare}'");
    }

    private void NamesItself(string issuer)
    {
        Provider.ChangesMetadata = metadata => metadata["issuer"] = issuer;
        Provider.ChangesCallback = callback => callback["iss"] = issuer;
        Provider.ChangesIdToken = claims => claims["iss"] = issuer;
    }
}
