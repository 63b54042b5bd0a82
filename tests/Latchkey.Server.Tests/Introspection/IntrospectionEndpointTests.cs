using System.Net;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Introspection;

/// <summary>POST {issuer}/v1/introspect. RFC 7662, contract §2.6.</summary>
public sealed class IntrospectionEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Nothing = """{"active":false}""";

    [Fact]                                                             // contract §2.6
    public async Task Of_an_access_token_it_tells_what_the_contract_lists()
    {
        var person = await Org.CreatePersonAsync();
        var tokens = await Org.NativeApp.TokensAsync(person, "openid profile offline_access");
        var claims = tokens.ClaimsOf("access_token");
        var told = (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json;

        told.Select(member => member.Key).ShouldBe(["active", "token_type", "scope", "client_id", "username", "exp", "iat", "sub", "aud", "iss", "jti", "uid", "auth_time"], ignoreOrder: true);
        told["token_type"]!.GetValue<string>().ShouldBe("Bearer");
        told["scope"]!.GetValue<string>().ShouldBe("openid profile offline_access");
        told["client_id"]!.GetValue<string>().ShouldBe(Org.NativeApp.ClientId);
        told["username"]!.GetValue<string>().ShouldBe(person.Login);
        told["uid"]!.GetValue<string>().ShouldBe(person.Id);
        told["exp"]!.GetValue<long>().ShouldBe(claims["exp"]!.GetValue<long>());
        told["jti"]!.GetValue<string>().ShouldBe(claims["jti"]!.GetValue<string>());
        told["aud"]!.GetValue<string>().ShouldBe("api://default");
        told["iss"]!.GetValue<string>().ShouldBe(Org.Issuer);
    }

    [Fact]                                                             // contract §2.6: no exp when unlimited
    public async Task Of_a_refresh_token_it_tells_its_own_app_alone()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var told = (await Org.NativeApp.IntrospectAsync(tokens.RefreshToken)).Json;
        told["active"]!.GetValue<bool>().ShouldBeTrue();
        told["client_id"]!.GetValue<string>().ShouldBe(Org.NativeApp.ClientId);
        told["username"]!.GetValue<string>().ShouldBe(Org.Person.Login);
        told["sub"]!.GetValue<string>().ShouldBe(Org.Person.Login);
        told.ContainsKey("device_id").ShouldBeTrue();
        told.ContainsKey("uid").ShouldBeFalse();

        (await Org.WebApp.IntrospectAsync(tokens.RefreshToken)).Json.ToJsonString().ShouldBe(Nothing);
        (await Org.WebApp.IntrospectAsync(tokens.IdToken)).Json.ToJsonString().ShouldBe(Nothing);
        (await Org.NativeApp.IntrospectAsync(tokens.IdToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_older_generation_is_not_active_and_asking_ends_nothing()
    {
        var first = await Org.NativeApp.TokensAsync(Org.Person);
        var second = await Org.NativeApp.RefreshAsync(first.RefreshToken);
        var third = await Org.NativeApp.RefreshAsync(second.RefreshToken);
        (await Org.NativeApp.IntrospectAsync(first.RefreshToken)).Json.ToJsonString().ShouldBe(Nothing);
        (await Org.NativeApp.IntrospectAsync(second.RefreshToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();      // it may still be repeated
        (await Org.NativeApp.RefreshAsync(third.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // whoever can prove nothing may ask of its own only
    public async Task A_public_app_hears_of_its_own_tokens_only()
    {
        var tokens = await Org.WebApp.RedeemAsync(await Org.WebApp.CodeAsync(Org.Person));
        (await Org.NativeApp.IntrospectAsync(tokens.AccessToken)).Json.ToJsonString().ShouldBe(Nothing);
        (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]                                                             // contract §2.6
    public async Task A_missing_token_is_a_mistake_a_wrong_hint_is_not_and_an_id_may_be_in_the_query()
    {
        (await Org.NativeApp.PostAsync("/introspect")).ShouldBeRefused("invalid_request", "The 'token' parameter is required.");
        var token = (await Org.NativeApp.TokensAsync(Org.Person)).AccessToken;
        foreach (var hint in (string[])["refresh_token", "id_token", "device_secret", "nonsense", ""])
            (await Org.NativeApp.PostAsync("/introspect", ("token", token), ("token_type_hint", hint))).Json["active"]!.GetValue<bool>().ShouldBeTrue(hint);
        var inQuery = await Org.PostForm($"{Org.Issuer}/v1/introspect?client_id={Org.NativeApp.ClientId}", "token=" + token);
        inQuery.Status.ShouldBe(200);
        inQuery.Text.ShouldContain("\"active\":true");
    }

    [Fact]                                                             // RFC 9470 §6.2
    public async Task Of_a_sign_in_that_was_asked_to_be_sure_it_tells_how_sure_and_when()
    {
        var code = await Org.NativeApp.SignInAsync(await Org.CreatePersonAsync(), changes: [("acr_values", "urn:okta:loa:1fa:any"), ("max_age", "1000")]);
        var tokens = await Org.NativeApp.RedeemAsync(code.Parameter("code")!);
        var claims = tokens.ClaimsOf("access_token");
        var told = (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json;
        told["acr"]!.GetValue<string>().ShouldBe(claims["acr"]!.GetValue<string>());
        told["auth_time"]!.GetValue<long>().ShouldBe(claims["auth_time"]!.GetValue<long>());
    }
}
