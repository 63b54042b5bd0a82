using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Users;

/// <summary>Hashes of other products. Contract §3.2, import.</summary>
public sealed class ImportedHashesTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Password = "brought-along";

    private static readonly byte[] Salt = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    private static string Digest(HashAlgorithmName name, bool saltFirst) => Convert.ToBase64String(CryptographicOperations.HashData(name,
        saltFirst ? [.. Salt, .. Encoding.UTF8.GetBytes(Password)] : [.. Encoding.UTF8.GetBytes(Password), .. Salt]));

    public static TheoryData<string> Hashes => new()
    {
        // A text of bcrypt made elsewhere: U*U of the test vectors of crypt_blowfish is $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW.
        """{"algorithm":"BCRYPT","workFactor":5,"salt":"CCCCCCCCCCCCCCCCCCCCC.","value":"E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"}|U*U""",
        $$"""{"algorithm":"SHA-512","salt":"{{Convert.ToBase64String(Salt)}}","saltOrder":"PREFIX","value":"{{Digest(HashAlgorithmName.SHA512, true)}}"}|{{Password}}""",
        $$"""{"algorithm":"SHA-256","salt":"{{Convert.ToBase64String(Salt)}}","saltOrder":"POSTFIX","value":"{{Digest(HashAlgorithmName.SHA256, false)}}"}|{{Password}}""",
        $$"""{"algorithm":"SHA-1","salt":"{{Convert.ToBase64String(Salt)}}","value":"{{Digest(HashAlgorithmName.SHA1, true)}}"}|{{Password}}""",
        // MD5 of "password", as RFC 1321's program prints it.
        """{"algorithm":"MD5","value":"X03MO1qnZdYdgyfeuILPmQ=="}|password""",
    };

    [Theory]
    [MemberData(nameof(Hashes))]
    public async Task A_hash_of_another_product_signs_in_and_is_replaced(string given)
    {
        var (hash, password) = (JsonNode.Parse(given.Split('|')[0])!, given.Split('|')[1]);
        var login = $"u{Guid.CreateVersion7():N}@example.com";
        var body = ApiCalls.NewUser(login);
        body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["hash"] = hash } };
        var user = (await Org.Post("/users", body)).ShouldSucceed();
        user["status"].ShouldBe("ACTIVE");

        (await Org.NativeApp.SignInAsync(new TestPerson(login, "something-else", user.Id))).Parameter("code").ShouldBeNull();
        (await Stored(login)).ShouldStartWith("$");
        (await Org.NativeApp.SignInAsync(new TestPerson(login, password, user.Id))).Parameter("code").ShouldNotBeNull();
        (await Stored(login)).ShouldNotStartWith("$");
        (await Org.NativeApp.SignInAsync(new TestPerson(login, password, user.Id))).Parameter("code").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("""{"algorithm":"BCRYPT","workFactor":16,"salt":"CCCCCCCCCCCCCCCCCCCCC.","value":"E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"}""", "workFactor: must be between 4 and 15")]
    [InlineData("""{"algorithm":"BCRYPT","workFactor":5,"salt":"short","value":"E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"}""", "salt: must be 22 signs")]
    [InlineData("""{"algorithm":"BCRYPT","workFactor":5,"salt":"CCCCCCCCCCCCCCCCCCCCC.","value":"$$$$O9kmyuRGyh0XouQYb4YMJKvyOeW"}""", "value: must be 31 signs")]
    [InlineData("""{"algorithm":"SHA-256","value":"X03MO1qnZdYdgyfeuILPmQ=="}""", "value: must be Base64 of 32 to 32 bytes")]
    [InlineData("""{"algorithm":"MD5","saltOrder":"MIDDLE","value":"X03MO1qnZdYdgyfeuILPmQ=="}""", "saltOrder: must be PREFIX or POSTFIX")]
    [InlineData("""{"algorithm":"MD4","value":"X03MO1qnZdYdgyfeuILPmQ=="}""", "MD4 cannot be imported")]
    public async Task A_hash_that_cannot_be_checked_is_refused(string hash, string why)
    {
        var body = ApiCalls.NewUser($"u{Guid.CreateVersion7():N}@example.com");
        body["credentials"] = new JsonObject { ["password"] = new JsonObject { ["hash"] = JsonNode.Parse(hash) } };
        (await Org.Post("/users", body)).ShouldBeRefused(400, "E0000001", why);
    }

    private async Task<string> Stored(string login) => (await Org.Services.GetRequiredService<Core.People.Users>()
        .FindByLogin((await Org.Read("/org")).Id, login, CancellationToken.None))!.PasswordHash!;
}
