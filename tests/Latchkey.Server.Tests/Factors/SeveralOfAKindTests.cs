using System.Security.Cryptography;
using System.Text;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Core.People;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Factors;

/// <summary>Some kinds people keep several of, each under a name; of the others a second takes the first one's place or is refused.</summary>
public sealed class SeveralOfAKindTests(OrgFixture fixture) : OrgTest(fixture)
{
    private const string Asked = "sign this";

    private T Get<T>() where T : notnull => Org.Services.GetRequiredService<T>();

    private async Task<User> PersonAsync() =>
        (await Get<Server.Core.People.Users>().FindByLogin((await Get<OrgDirectory>().Default(default))!.Id, (await Org.CreatePersonAsync()).Login, default))!;

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static string Signed(ECDsa key) => Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(Asked), HashAlgorithmName.SHA256));

    [Fact]
    public async Task A_person_keeps_two_of_one_kind_and_signs_in_with_either()
    {
        var (db, factors, user) = (Get<Database>(), Get<Server.Core.Authenticators.Factors>(), await PersonAsync());
        var kind = new KeyForTests(factors, Asked);
        var kinds = new AuthenticatorKinds([.. Get<AuthenticatorKinds>().All, kind], factors);
        var second = new SecondFactor(db, Get<Server.Core.People.Users>(), factors, kinds);
        using ECDsa work = NewKey(), home = NewKey(), other = NewKey();

        var atWork = kind.Enroll(user, work.ExportSubjectPublicKeyInfo(), active: true, name: "Work");
        var atHome = kind.Enroll(user, home.ExportSubjectPublicKeyInfo(), active: true, name: "Hme");
        (await db.Write(writing => factors.TryEnroll(writing, atWork), default)).ShouldBeTrue();
        (await db.Write(writing => factors.TryEnroll(writing, atHome), default)).ShouldBeTrue();
        (await db.Write(writing => factors.TryName(writing, atHome, "Home"), default)).ShouldBeTrue();
        (await factors.Active(user, "webauthn", default)).Select(factor => factor.Name).ShouldBe(["Work", "Home"], ignoreOrder: true);

        var could = await kinds.ProvableBy(user, default);
        could.Kinds.ShouldHaveSingleItem().ShouldBe(KeyForTests.Shows);
        could.Enrolled.ShouldBeTrue();

        foreach (var key in new[] { work, home })
        {
            var outcome = await second.Commit(user, await second.Check(user, "webauthn", Signed(key), default), _ => Task.FromResult(true), default);
            Assurance.Raised("pwd", outcome.ShouldBeOfType<CodeOutcome.Right>().Proves).ShouldBe("mfa pwd swk user");       // RFC 8176 §2
        }
        (await second.Check(user, "webauthn", Signed(other), default)).ShouldBeOfType<CodeOutcome.Refused>();
        (await second.Check(user, atHome, Signed(work), default)).ShouldBeOfType<CodeOutcome.Refused>();                    // it is asked for that one

        (await db.Write(writing => factors.TryDelete(writing, atWork), default)).ShouldBeTrue();
        (await second.Check(user, "webauthn", Signed(work), default)).ShouldBeOfType<CodeOutcome.Refused>();
        (await second.Check(user, "webauthn", Signed(home), default)).ShouldBeOfType<CodeOutcome.Right>();
    }

    [Fact]                                                             // contract §3.2
    public async Task Of_any_number_of_authenticator_apps_enrolled_at_once_one_is_kept()
    {
        var (db, factors, user) = (Get<Database>(), Get<Server.Core.Authenticators.Factors>(), await PersonAsync());
        var kind = Get<AuthenticatorKinds>().Of(FactorType.Totp);
        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            db.Write(writing => factors.TryEnroll(writing, kind.Enroll(user, kind.NewSecret(), active: true)), default)));
        won.Count(each => each).ShouldBe(1);
        (await factors.Of(user, default)).ShouldHaveSingleItem();
    }
}
