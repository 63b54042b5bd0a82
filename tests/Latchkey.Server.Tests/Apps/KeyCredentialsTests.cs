using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Apps;

/// <summary>Key pairs that the server holds for an app: their certificates, and what they sign. Contract §3.1; decision 0054.</summary>
public sealed class KeyCredentialsTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Unknown = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

    private async Task<TestApp> AtOrgServer() => (await Org.CreateAppAsync()) with { Issuer = Org.Url };

    private async Task<JsonObject> Generate(string app) => (await Org.Post($"/apps/{app}/credentials/keys/generate?validityYears=2")).ShouldBe(HttpStatusCode.Created).Object;

    private async Task<ApiAnswer> Choose(string app, string? kid)
    {
        var document = (await Org.Read($"/apps/{app}")).ShouldSucceed().Object;
        document["credentials"]!["signing"] = new JsonObject { ["kid"] = kid };
        return await Org.Put($"/apps/{app}", document);
    }

    private async Task<string[]> Published(string query) =>
        [.. JsonNode.Parse((await Org.Visit(Org.Url + "/oauth2/v1/keys" + query)).Text)!["keys"]!.AsArray().Select(key => key!["kid"]!.ToString())];

    private static string KidOf(string token) => JsonNode.Parse(Base64Url.DecodeFromChars(token.Split('.')[0]))!["kid"]!.ToString();

    private Task<ApiAnswer> Publish(string app, string csr, string certificate, string type = "application/x-pem-file") =>
        Org.CallRaw(HttpMethod.Post, $"/apps/{app}/credentials/csrs/{csr}/lifecycle/publish", certificate, type);

    [Fact]                                                             // contract §3.1, credentials/keys
    public async Task A_key_is_made_with_its_certificate_and_read_again()
    {
        var app = (await Org.CreateAppAsync()).ClientId;
        var made = await Generate(app);
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(made["x5c"]![0]!.ToString()));
        Base64Url.EncodeToString(certificate.GetRSAPublicKey()!.ExportParameters(false).Modulus).ShouldBe(made["n"]!.ToString());
        Base64Url.EncodeToString(SHA256.HashData(certificate.RawData)).ShouldBe(made["x5t#S256"]!.ToString());
        certificate.HasPrivateKey.ShouldBeFalse();
        DateTimeOffset.Parse(made["expiresAt"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        foreach (var secret in (string[])["d", "p", "q", "dp", "dq", "qi"]) made.ContainsKey(secret).ShouldBeFalse(secret);

        (await Org.Read($"/apps/{app}/credentials/keys")).ShouldSucceed().Each("kid").ShouldBe([made["kid"]!.ToString()]);
        JsonNode.DeepEquals((await Org.Read($"/apps/{app}/credentials/keys/{made["kid"]}")).ShouldSucceed().Object, made).ShouldBeTrue();
        (await Org.Read($"/apps/{app}/credentials/keys/{Unknown}")).ShouldBeRefused(404, "E0000007");
        (await Org.Read($"/logs?filter={Uri.EscapeDataString($"eventType eq \"app.keys.generate\" and target.id eq \"{app}\"")}")).ShouldSucceed().List.ShouldHaveSingleItem();
        foreach (var years in (string[])["", "?validityYears=1", "?validityYears=11", "?validityYears=x", "?validityYears=-2147483648"])
            (await Org.Post($"/apps/{app}/credentials/keys/generate{years}")).ShouldBeRefused(400, "E0000001", "validityYears");
    }

    [Fact]                                                             // contract §3.1, clone
    public async Task A_key_is_copied_to_another_app_once()
    {
        var (one, other) = ((await Org.CreateAppAsync()).ClientId, (await Org.CreateAppAsync()).ClientId);
        var made = await Generate(one);
        var clone = $"/apps/{one}/credentials/keys/{made["kid"]}/clone?targetAid=";
        (await Org.Post(clone + other)).ShouldBe(HttpStatusCode.Created)["kid"].ShouldBe(made["kid"]!.ToString());
        (await Org.Post(clone + other)).ShouldBeRefused(400, "E0000001", "has this key already");
        (await Org.Post(clone + one)).ShouldBeRefused(400, "E0000001", "has this key already");
        (await Org.Post(clone)).ShouldBeRefused(400, "E0000001", "targetAid");
        (await Org.Post(clone + "0oaNobodys")).ShouldBeRefused(404, "E0000007");
        (await Org.Post($"/apps/{other}/credentials/keys/{Unknown}/clone?targetAid={one}")).ShouldBeRefused(404, "E0000007");
        (await Choose(other, made["kid"]!.ToString())).ShouldSucceed();
    }

    [Fact]                                                             // threats §1 row 4: a role for one app reaches no other by it
    public async Task Who_administers_one_app_copies_no_key_to_another()
    {
        var (one, other) = ((await Org.CreateAppAsync()).ClientId, (await Org.CreateAppAsync()).ClientId);
        var (person, role) = await Org.AdminOf("APP_ADMIN");
        (await Org.Put($"/users/{person.Id}/roles/{role}/targets/catalog/apps/oidc_client/{one}")).ShouldBe(HttpStatusCode.NoContent);
        using var theirs = await Org.ApiOf(person.Id!);
        var kid = (await Org.As(theirs, HttpMethod.Post, $"/apps/{one}/credentials/keys/generate?validityYears=2")).ShouldBe(HttpStatusCode.Created)["kid"];
        ((int)(await Org.As(theirs, HttpMethod.Post, $"/apps/{one}/credentials/keys/{kid}/clone?targetAid={other}")).Status).ShouldBeOneOf(403, 404);
        (await Org.Read($"/apps/{other}/credentials/keys")).ShouldSucceed().List.ShouldBeEmpty();
    }

    [Fact]                                                             // contract §3.1, csrs
    public async Task A_certificate_that_somebody_else_signed_makes_a_key_of_a_request()
    {
        var app = await AtOrgServer();
        var path = $"/apps/{app.ClientId}/credentials/csrs";
        var asked = (await Org.Post(path, JsonNode.Parse("""
            {"subject":{"countryName":"DE","stateOrProvinceName":"Bayern","localityName":"München","organizationName":"Müller, Söhne + Co","organizationalUnitName":"IT","commonName":"app.example.com"},
             "subjectAltNames":{"dnsNames":["app.example.com","*.example.com"]}}
            """)!)).ShouldBe(HttpStatusCode.Created).Object;
        var id = asked["id"]!.ToString();
        (await Org.Read(path)).ShouldSucceed().Each("id").ShouldBe([id]);
        JsonNode.DeepEquals((await Org.Read($"{path}/{id}")).ShouldSucceed().Object, asked).ShouldBeTrue();
        (await Org.Read($"/apps/{app.ClientId}/credentials/keys")).ShouldSucceed().List.ShouldBeEmpty();
        (await Choose(app.ClientId, id)).ShouldBeRefused(400, "E0000001", "none of the keys");

        var request = CertificateRequest.LoadSigningRequest(Convert.FromBase64String(asked["csr"]!.ToString()), HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        request.SubjectName.Format(false).ShouldContain("Müller, Söhne + Co");
        request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames().ShouldBe(["app.example.com", "*.example.com"]);
        using var authority = RSA.Create(2048);
        var (from, until) = (Org.Clock.GetUtcNow().AddDays(-1), Org.Clock.GetUtcNow().AddDays(30));
        var issuer = new X500DistinguishedName("CN=Authority");
        string Signed(CertificateRequest of, DateTimeOffset end) =>
            of.Create(issuer, X509SignatureGenerator.CreateForRSA(authority, RSASignaturePadding.Pkcs1), from, end, [1, 2, 3]).ExportCertificatePem();

        (await Publish(app.ClientId, id, "{}", "application/json")).ShouldBeRefused(415, "E0000021");
        (await Publish(app.ClientId, id, "nonsense")).ShouldBeRefused(400, "E0000001", "no X.509 certificate");
        (await Publish(app.ClientId, id, "")).ShouldBeRefused(400, "E0000001", "no X.509 certificate");
        (await Publish(app.ClientId, id, new string('A', 100_000))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Publish(app.ClientId, id, Signed(new CertificateRequest(issuer, authority, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), until))).ShouldBeRefused(400, "E0000001", "another key");
        (await Publish(app.ClientId, id, Signed(request, from.AddHours(1)))).ShouldBeRefused(400, "E0000001", "no longer valid");
        var key = (await Publish(app.ClientId, id, Signed(request, until))).ShouldBe(HttpStatusCode.Created);
        (key["kid"], key["kty"]).ShouldBe((id, "RSA"));
        (await Publish(app.ClientId, id, Signed(request, until))).ShouldBeRefused(404, "E0000007");
        (await Org.Read(path)).ShouldSucceed().List.ShouldBeEmpty();
        (await Org.Delete($"{path}/{id}")).ShouldBeRefused(404, "E0000007");

        (await Choose(app.ClientId, id)).ShouldSucceed();
        KidOf((await app.TokensAsync(Org.Person)).IdToken).ShouldBe(id);
    }

    [Fact]                                                             // contract §3.1, csrs
    public async Task A_request_is_withdrawn_and_says_who_it_is_for()
    {
        var app = (await Org.CreateAppAsync()).ClientId;
        var path = $"/apps/{app}/credentials/csrs";
        var id = (await Org.Post(path, JsonNode.Parse("""{"subject":{"commonName":"x"}}""")!)).ShouldBe(HttpStatusCode.Created).Id;
        (await Org.Delete($"{path}/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await Org.Read($"{path}/{id}")).ShouldBeRefused(404, "E0000007");
        (await Org.Delete($"{path}/{id}")).ShouldBeRefused(404, "E0000007");
        foreach (var (body, part) in ((string, string)[])[("{}", "subject"), ("""{"subject":{}}""", "commonName"), ("""{"subject":{"commonName":"x","countryName":"Germany"}}""", "countryName"), ("""{"subject":{"commonName":"x","localityName":"a\nb"}}""", "localityName"), ("""{"subject":{"commonName":"LONG"}}""".Replace("LONG", new string('x', 65), StringComparison.Ordinal), "commonName"), ("""{"subject":{"commonName":"x"},"subjectAltNames":{"dnsNames":["a b"]}}""", "dnsNames")])
            (await Org.Post(path, JsonNode.Parse(body)!)).ShouldBeRefused(400, "E0000001", part);
    }

    [Fact]                                                             // contract §2.9: of a client that says who it is, the keys that sign for it
    public async Task A_key_that_an_app_chose_signs_its_id_tokens_at_the_orgs_server()
    {
        var app = await AtOrgServer();
        var kid = (await Generate(app.ClientId))["kid"]!.ToString();
        var before = (await app.TokensAsync(Org.Person)).IdToken;
        KidOf(before).ShouldNotBe(kid);
        (await Choose(app.ClientId, kid)).ShouldSucceed()["credentials.signing.kid"].ShouldBe(kid);
        (await Org.Read($"/apps?filter={Uri.EscapeDataString($"credentials.signing.kid eq \"{kid}\"")}")).ShouldSucceed().Each("id").ShouldBe([app.ClientId]);

        var token = (await app.TokensAsync(Org.Person)).IdToken;
        KidOf(token).ShouldBe(kid);
        (await Published("?client_id=" + app.ClientId)).ShouldContain(kid);
        (await Published("")).ShouldNotContain(kid);
        (await Published("?client_id=" + Org.NativeApp.ClientId)).ShouldNotContain(kid);
        JsonNode.Parse((await Org.Visit($"{Org.Url}/.well-known/openid-configuration?client_id={app.ClientId}")).Text)!["jwks_uri"]!.ToString().ShouldBe($"{Org.Url}/oauth2/v1/keys?client_id={app.ClientId}");
        JsonNode.Parse((await Org.Visit($"{Org.Url}/.well-known/openid-configuration")).Text)!["jwks_uri"]!.ToString().ShouldBe($"{Org.Url}/oauth2/v1/keys");
        // What it signed is known when it comes back, and what was signed before is still.
        foreach (var one in (string[])[token, before]) (await app.IntrospectAsync(one)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        KidOf((await (app with { Issuer = Org.Issuer }).TokensAsync(Org.Person)).IdToken).ShouldNotBe(kid);

        // A change that says nothing of it leaves it; null takes it away.
        var document = (await Org.Read($"/apps/{app.ClientId}")).Object;
        document["credentials"]!.AsObject().Remove("signing");
        (await Org.Put($"/apps/{app.ClientId}", document)).ShouldSucceed()["credentials.signing.kid"].ShouldBe(kid);
        (await Choose(app.ClientId, null)).ShouldSucceed();
        KidOf((await app.TokensAsync(Org.Person)).IdToken).ShouldNotBe(kid);
        (await app.IntrospectAsync(token)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]                                                             // contract §3.1, credentials.signing.kid
    public async Task No_app_signs_with_a_key_that_it_does_not_have()
    {
        var (app, other) = ((await Org.CreateAppAsync()).ClientId, (await Org.CreateAppAsync()).ClientId);
        var kid = (await Generate(other))["kid"]!.ToString();
        (await Choose(app, kid)).ShouldBeRefused(400, "E0000001", "none of the keys");
        var fresh = ApiCalls.NewApp("web");
        fresh["credentials"] = new JsonObject { ["signing"] = new JsonObject { ["kid"] = kid }, ["oauthClient"] = new JsonObject() };
        (await Org.Post("/apps", fresh)).ShouldBeRefused(400, "E0000001", "none of the keys");
        var document = (await Org.Read($"/apps/{other}")).Object;
        document["credentials"]!["signing"] = new JsonObject { ["kid"] = kid };
        document["settings"]!["oauthClient"]!["id_token_signed_response_alg"] = "ES256";
        (await Org.Put($"/apps/{other}", document)).ShouldBeRefused(400, "E0000001", "RS256 alone");
    }
}
