
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.People;

namespace Latchkey.Server.Tests.Users;

public sealed class PasswordPolicyTests
{
    [Theory]       // Contract §3.9, PASSWORD
    [InlineData("Abcdefg1", "Common")]
    [InlineData("Übergröße7 ist lang", "")]
    [InlineData("Abcdef1", "Length")]
    [InlineData("ABCDEFG1", "Lower")]
    [InlineData("abcdefg1", "Upper")]
    [InlineData("Abcdefgh", "Number")]
    [InlineData("", "Length Lower Upper Number")]
    [InlineData("12345678", "Lower Upper")]
    [InlineData("My-Lovelace-1", "Login")]
    [InlineData("lOvElAcE2026", "Login")]
    [InlineData("Ｌｏｖｅｌａｃｅ2026", "Login")]       // the same letters in another form
    [InlineData("Ada7-kwx4qz", "")]       // three letters occur by chance
    public void A_password_breaks_the_rules_it_breaks(string password, string rules) =>
        string.Join(' ', PasswordPolicy.Broken(password, "ada.lovelace@example.com")).ShouldBe(rules);

    [Theory]       // NIST SP 800-63B §5.1.1.2: what is in everybody's lists, in any case, with figures for letters, with a year behind it
    [InlineData("Password1"), InlineData("P@ssw0rd1"), InlineData("pASSWORD1!"), InlineData("Welcome1"), InlineData("Qwerty123"), InlineData("Letmein1"), InlineData("Iloveyou2"), InlineData("Summer2024"), InlineData("Monkey123")]
    [InlineData("Elisabeth1"), InlineData("Bakery2026"), InlineData("Latchkey1")]
    public void A_common_password_or_little_more_than_a_known_name_is_refused(string password) =>
        PasswordPolicy.Broken(password, "ada@example.com", "Elisabeth", "Bakery").ShouldBe([PasswordRule.Common]);

    [Theory]
    [InlineData("Correct-Horse-7"), InlineData("Correct7Horse"), InlineData("Another7Horse"), InlineData("Better-Horse-8"), InlineData("kX3vQ9mPaZ7")]
    public void A_password_of_several_words_or_of_chance_will_do(string password) => PasswordPolicy.Broken(password, "ada@example.com", "Elisabeth", "Bakery").ShouldBeEmpty();

    [Fact]
    public void A_password_has_no_control_characters_and_no_half_letters()
    {
        PasswordPolicy.Broken("Correct\u0007Horse-7", "ada").ShouldBe([PasswordRule.Characters]);
        PasswordPolicy.Broken("Correct\ud800Horse-7", "ada").ShouldBe([PasswordRule.Characters]);
    }

    [Fact]
    public void A_password_may_have_256_characters_and_no_more()
    {
        PasswordPolicy.Broken("Aa1" + new string('x', 253), "ada").ShouldBeEmpty();
        PasswordPolicy.Broken("Aa1" + new string('x', 254), "ada").ShouldBe([PasswordRule.TooLong]);
    }
}
