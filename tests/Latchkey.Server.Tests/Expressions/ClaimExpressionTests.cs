using System.Collections;
using System.Text.Json.Nodes;
using Latchkey.Server.Core.Clients;
using Latchkey.Server.Core.Expressions;
using Latchkey.Server.Core.Membership;
using Latchkey.Server.Core.People;
using Latchkey.Server.Faces.Management.Clients;
using Latchkey.Server.Faces.Management.Membership;
using Latchkey.Server.Faces.Management.People;

namespace Latchkey.Server.Tests.Expressions;

/// <summary>The language custom claims are written in. Contract §3.4.</summary>
public sealed class ClaimExpressionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 18, 0, 0, TimeSpan.Zero);

    private static readonly User Mia = new()
    {
        Id = "00uMia", OrgId = "00o", Status = UserStatus.Active, Login = "mia@example.com", Email = "mia@example.com", CreatedAt = Now, UpdatedAt = Now,
        Profile = new JsonObject { ["login"] = "mia@example.com", ["email"] = "mia@example.com", ["firstName"] = "Mia", ["lastName"] = "Müller", ["department"] = "Sales EMEA" },
    };

    private static readonly App Shop = new()
    {
        Id = "0oaShop", OrgId = "00o", Label = "Shop", Active = true, ApplicationType = "web", AuthMethod = "none", PkceRequired = true, GrantTypes = new HashSet<string>(), ResponseTypes = new HashSet<string>(),
        RedirectUris = [], PostLogoutRedirectUris = [], Rotation = new RefreshRotation(false, null), CreatedAt = Now, UpdatedAt = Now,
        Document = new JsonObject { ["profile"] = new JsonObject { ["tier"] = "gold", ["limit"] = 7, ["regions"] = new JsonArray("eu", "us") } },
    };

    private static readonly ClaimSubject WithMia = new()
    {
        App = Shop.Facts, User = Mia, AppUserName = "mia.m", Scopes = ["openid", "orders:read"], Now = Now,
        Groups = [GroupOf("00gE", "Everyone"), GroupOf("00gA", "Admins"), GroupOf("00gS", "Sales EU"), GroupOf("00gT", "Sales US")],
    };

    private static readonly ClaimSubject Alone = new() { App = Shop.Facts, Scopes = ["orders:read"], Now = Now };

    private static Group GroupOf(string id, string name) => new() { Id = id, OrgId = "00o", Type = "OKTA_GROUP", Name = name, CreatedAt = Now, UpdatedAt = Now, MembersChangedAt = Now };

    private static object? Value(string expression, ClaimSubject? subject = null) => ClaimExpression.Parse(expression).Evaluate(subject ?? WithMia);

    [Theory]                                                           // contract §3.4, "Expression language"
    [InlineData("user.email", "mia@example.com")]
    [InlineData("user.login", "mia@example.com")]
    [InlineData("user.profile.firstName", "Mia")]
    [InlineData("user.nickName", null)]
    [InlineData("user.id", "00uMia")]
    [InlineData("user.getInternalProperty(\"status\")", "ACTIVE")]
    [InlineData("appuser.userName", "mia.m")]
    [InlineData("app.clientId", "0oaShop")]
    [InlineData("app.label", "Shop")]
    [InlineData("app.profile.tier", "gold")]
    [InlineData("app.limit", 7L)]
    [InlineData("app.nothing", null)]
    [InlineData("(appuser != null) ? appuser.userName : app.clientId", "mia.m")]
    [InlineData("user != null && user.department == 'Sales EMEA'", true)]
    [InlineData("user.nickName == null ? user.firstName : user.nickName", "Mia")]
    [InlineData("user.nickName ?: \"none\"", "none")]
    [InlineData("true ? 'a' : false ? 'b' : 'c'", "a")]
    [InlineData("false ? 'a' : false ? 'b' : 'c'", "c")]
    [InlineData("not true or 1 == 1 and !false", true)]
    [InlineData("NOT (1 > 2) AND 'b' >= 'a' OR false", true)]
    [InlineData("1 lt 2 and 2 le 2 and 3 gt 2 and 2 ge 2 and 1 eq 1 and 1 ne 2", true)]
    [InlineData("1 == 1.0", true)]
    [InlineData("'1' == 1", false)]
    [InlineData("null == null", true)]
    [InlineData("-3 + 1", -2L)]
    [InlineData("1.5 + 1", 2.5)]
    [InlineData("user.firstName + \" \" + user.lastName + 1", "Mia Müller1")]
    [InlineData("'it''s \\\"so\\\"'", "it's \"so\"")]
    [InlineData("{1, 2} == [1, 2]", true)]
    [InlineData("Arrays.contains(access.scope, \"orders:read\")", true)]
    [InlineData("String.stringContains(access.scope, \"orders\")", true)]
    [InlineData("Time.now()", "2026-11-22T18:00:00.000Z")]
    public void It_sees_the_person_the_app_and_the_request(string expression, object? expected) => Value(expression).ShouldBe(expected);

    [Theory]                                                           // contract §3.4, String.*
    [InlineData("String.append(\"This is\", \" a test\")", "This is a test")]
    [InlineData("String.append(user.nickName, \"x\")", "x")]
    [InlineData("String.join(\",\", \"This\", \"is\", \"a\", \"test\")", "This,is,a,test")]
    [InlineData("String.len(\"This\")", 4L)]
    [InlineData("String.removeSpaces(\"This is a test\")", "Thisisatest")]
    [InlineData("String.replace(\"This is a test\", \"is\", \"at\")", "That at a test")]
    [InlineData("String.replaceFirst(\"This is a test\", \"is\", \"at\")", "That is a test")]
    [InlineData("String.replace(\"abc\", \"\", \"x\")", "abc")]
    [InlineData("String.startsWith(user.email, \"mia@\")", true)]
    [InlineData("String.startsWith(user.nickName, \"mia@\")", false)]
    [InlineData("String.stringContains(\"This is a test\", \"test\")", true)]
    [InlineData("String.stringContains(\"This is a test\", \"Test\")", false)]
    [InlineData("String.stringSwitch(\"This is a test\", \"default\", \"key1\", \"value1\")", "default")]
    [InlineData("String.stringSwitch(\"First match wins\", \"default\", \"absent\", \"value1\", \"wins\", \"value2\", \"match\", \"value3\")", "value2")]
    [InlineData("String.stringSwitch(\"Substrings count\", \"default\", \"ring\", \"value1\")", "value1")]
    [InlineData("String.substring(\"This is a test\", 2, 9)", "is is a")]
    [InlineData("String.substringAfter(\"abc@okta.com\", \"@\")", "okta.com")]
    [InlineData("String.substringAfter(\"abc\", \"@\")", "")]
    [InlineData("String.substringBefore(\"abc@okta.com\", \"@\")", "abc")]
    [InlineData("String.substringBefore(\"abc\", \"@\")", "abc")]
    [InlineData("String.toLowerCase(\"This\")", "this")]
    [InlineData("String.toUpperCase(user.nickName)", null)]
    [InlineData("String.toUpperCase(user.lastName)", "MÜLLER")]
    public void Texts(string expression, object? expected) => Value(expression).ShouldBe(expected);

    [Theory]                                                           // contract §3.4, Arrays.* and Convert.*
    [InlineData("Arrays.toCsvString(Arrays.add({10, 20, 30}, 40))", "10,20,30,40")]
    [InlineData("Arrays.toCsvString(Arrays.remove({10, 20, 30}, 20))", "10,30")]
    [InlineData("Arrays.contains({10, 20, 30}, 10)", true)]
    [InlineData("Arrays.contains(null, 10)", false)]
    [InlineData("Arrays.size({10, 20, 30})", 3L)]
    [InlineData("Arrays.size(null)", 0L)]
    [InlineData("Arrays.isEmpty({})", true)]
    [InlineData("Arrays.isEmpty(Arrays.clear({1}))", true)]
    [InlineData("Arrays.get({\"a\", \"b\"}, 1)", "b")]
    [InlineData("Arrays.get({\"a\", \"b\"}, 2)", null)]
    [InlineData("Arrays.toCsvString(Arrays.flatten(10, {20, 30}, 40))", "10,20,30,40")]
    [InlineData("Arrays.contains(app.regions, \"eu\")", true)]
    [InlineData("Convert.toInt(\"1234\")", 1234L)]
    [InlineData("Convert.toInt(3.6)", 4L)]
    [InlineData("Convert.toNum(\"3.141\")", 3.141)]
    [InlineData("Convert.toNum(null)", null)]
    public void Lists_and_numbers(string expression, object? expected) => Value(expression).ShouldBe(expected);

    [Theory]                                                           // contract §3.4: isMemberOf… and Groups.*
    [InlineData("isMemberOfGroupName(\"Admins\")", true)]
    [InlineData("isMemberOfGroupName(\"admins\")", false)]
    [InlineData("isMemberOfGroup(\"00gA\")", true)]
    [InlineData("isMemberOfGroup(\"00gX\")", false)]
    [InlineData("isMemberOfAnyGroup(\"00gX\", \"00gS\")", true)]
    [InlineData("isMemberOfGroupNameStartsWith(\"Sales\")", true)]
    [InlineData("isMemberOfGroupNameContains(\"EU\")", true)]
    [InlineData("Arrays.toCsvString(Groups.startsWith(\"OKTA\", \"Sales\", 100))", "Sales EU,Sales US")]
    [InlineData("Arrays.toCsvString(Groups.startsWith(\"OKTA\", \"Sales\", 1))", "Sales EU")]
    [InlineData("Arrays.toCsvString(Groups.contains(\"OKTA\", \"dm\", 10))", "Admins")]
    [InlineData("Arrays.toCsvString(Groups.endsWith(\"OKTA\", \"US\", 10))", "Sales US")]
    [InlineData("Arrays.size(Groups.startsWith(\"active_directory\", \"Sales\", 10))", 0L)]
    [InlineData("isMemberOfGroupName(\"Admins\") ? \"admin\" : \"user\"", "admin")]
    public void Groups(string expression, object expected)
    {
        Value(expression).ShouldBe(expected);
        ClaimExpression.Parse(expression).NeedsGroups.ShouldBeTrue();
    }

    [Fact]                                                             // contract §3.4: null handling
    public void Without_a_person_what_is_the_persons_is_null()
    {
        Value("user.email", Alone).ShouldBeNull();
        Value("user == null and appuser == null", Alone).ShouldBe(true);
        Value("(appuser != null) ? appuser.userName : app.clientId", Alone).ShouldBe("0oaShop");
        Value("isMemberOfGroupName('Admins')", Alone).ShouldBe(false);
        Value("user.getInternalProperty('id')", Alone).ShouldBeNull();
        ClaimExpression.Parse("user.email").NeedsGroups.ShouldBeFalse();
        ClaimExpression.Parse("user.email").NeedsAppUser.ShouldBeFalse();
        ClaimExpression.Parse("appuser.userName").NeedsAppUser.ShouldBeTrue();
    }

    [Theory]                                                           // contract §3.4: refused when it is saved, with the place
    [InlineData("", "The expression is empty", 1)]
    [InlineData("user.", "Unexpected '.'", 5)]
    [InlineData("user.emial", "There is no 'user.emial'", 1)]
    [InlineData("1 + usr.email", "There is no 'usr.email'", 5)]
    [InlineData("String.uppercase(\"x\")", "There is no function 'String.uppercase'", 1)]
    [InlineData("user.email.length()", "There is no function 'user.email.length'", 1)]
    [InlineData("String.len()", "'String.len' takes 1 argument, not 0", 1)]
    [InlineData("String.substring(\"x\", 1)", "'String.substring' takes 3 arguments, not 2", 1)]
    [InlineData("(user.email", "Expected ')', found the end", 12)]
    [InlineData("true ? 1", "Expected ':', found the end", 9)]
    [InlineData("user.email user.login", "Unexpected 'user'", 12)]
    [InlineData("'open", "The text has no closing quote", 1)]
    [InlineData("'\\x'", "Unknown escape", 2)]
    [InlineData("1 == ;", "Unexpected character", 6)]
    [InlineData("99999999999999999999", "The number is too large", 1)]
    [InlineData("T(java.lang.Runtime).getRuntime()", "There is no function 'T'", 1)]
    [InlineData("new java.lang.String()", "There is no 'new'", 1)]
    [InlineData("#root", "Unexpected character", 1)]
    [InlineData("@bean", "Unexpected character", 1)]
    [InlineData("user.class", "There is no 'user.class'", 1)]
    public void What_is_no_expression_is_refused_with_its_place(string expression, string problem, int character)
    {
        var refused = Should.Throw<ExpressionException>(() => ClaimExpression.Parse(expression));
        refused.Message.ShouldBe($"{problem} (at character {character})");
    }

    [Theory]                                                           // threats §1 row 13
    [InlineData("user.email ? 1 : 2"), InlineData("!user.email"), InlineData("1 < 'a'"), InlineData("'a' - 1"), InlineData("user"), InlineData("app + 'x'"), InlineData("{user}"), InlineData("{{1}}")]
    [InlineData("String.substring('abc', 1, 9)"), InlineData("String.substring('abc', -1, 2)"), InlineData("String.substring('abc', 2, 1)"), InlineData("Convert.toInt('x')"), InlineData("Convert.toNum('1e999')"), InlineData("Convert.toNum('NaN')")]
    [InlineData("9223372036854775807 + 1"), InlineData("Arrays.size('x')"), InlineData("Groups.startsWith('OKTA', 'x', 101)"), InlineData("String.stringSwitch('a', 'b', 'c', 'd', 'e')")]
    public void What_has_no_value_says_so(string expression)
    {
        var parsed = ClaimExpression.Parse(expression);
        Should.Throw<ExpressionException>(() => parsed.Evaluate(WithMia));
    }

    [Fact]                                                             // threats §1 rows 13 and 16: hard limits on length, depth, steps and size
    public void Nothing_it_can_say_takes_long_or_grows_without_end()
    {
        Should.Throw<ExpressionException>(() => ClaimExpression.Parse(new string('a', ClaimExpression.Longest + 1)));
        Should.Throw<ExpressionException>(() => ClaimExpression.Parse(new string('(', 500) + "1" + new string(')', 500))).Message.ShouldContain("nested more than 40 deep");
        Should.Throw<ExpressionException>(() => ClaimExpression.Parse(new string('!', 2000) + "true")).Message.ShouldContain("nested");
        Should.Throw<ExpressionException>(() => ClaimExpression.Parse(string.Concat(Enumerable.Repeat("true?1:", 250)) + "2")).Message.ShouldContain("nested");
        Should.Throw<ExpressionException>(() => ClaimExpression.Parse(string.Join('+', Enumerable.Repeat("1", 900)))).Message.ShouldContain("more than 300 steps");
        Value(string.Join('+', Enumerable.Repeat("1", 150))).ShouldBe(150L);

        var swelling = "'" + new string('a', 100) + "'";
        for (var i = 0; i < 5; i++) swelling = $"String.replace({swelling}, 'a', '{new string('a', 100)}')";
        Should.Throw<ExpressionException>(() => Value(swelling)).Message.ShouldContain("more than 16384 characters");
    }

    [Fact]                                                             // threats §1 row 13: fuzzed
    public void Whatever_is_written_it_is_an_expression_or_refused()
    {
        string[] pieces =
        [
            "user", "appuser", "app", "access", ".", "email", "userName", "scope", "(", ")", "{", "}", "[", "]", ",", "?", ":", "?:", "!", "not", "and", "or", "&&", "||", "==", "!=", "<", ">", "<=", ">=",
            "+", "-", "1", "2.5", "9223372036854775807", "'a'", "\"b\"", "''", "'", "\"", "\\", "true", "false", "null", "String", "append", "len", "replace", "substring", "Arrays", "add", "get", "Groups", "startsWith",
            "isMemberOfGroupName", "Convert", "toInt", "Time", "now", " ", "\t", "\n", "\0", "ü", "\uD800", "#", "$", "@", ";", "user.email", "app.clientId", "String.append(", "Arrays.add(", "String.replace('aa','a',", "user.firstName",
        ];
        var seed = 20261122u;
        uint Next(int below) => (seed = seed * 1664525 + 1013904223) / 7 % (uint)below;
        string Soup() => string.Concat(Enumerable.Range(0, (int)Next(24)).Select(_ => pieces[Next(pieces.Length)]));
        string Sentence(int depth) => Next(depth > 5 ? 6 : 16) switch
        {
            0 => "user.email",
            1 => "user.nickName",
            2 => "app.regions",
            3 => "3",
            4 => "'text'",
            5 => "null",
            6 => $"({Sentence(depth + 1)} ? {Sentence(depth + 1)} : {Sentence(depth + 1)})",
            7 => $"{Sentence(depth + 1)} + {Sentence(depth + 1)}",
            8 => $"{Sentence(depth + 1)} == {Sentence(depth + 1)}",
            9 => $"{Sentence(depth + 1)} < {Sentence(depth + 1)}",
            10 => $"!({Sentence(depth + 1)})",
            11 => $"{{{Sentence(depth + 1)}, {Sentence(depth + 1)}}}",
            12 => $"String.replace({Sentence(depth + 1)}, {Sentence(depth + 1)}, {Sentence(depth + 1)})",
            13 => $"Arrays.add({Sentence(depth + 1)}, {Sentence(depth + 1)})",
            14 => $"Convert.toInt({Sentence(depth + 1)})",
            _ => $"({Sentence(depth + 1)} ?: {Sentence(depth + 1)}) and {Sentence(depth + 1)}",
        };
        var (read, computed) = (0, 0);
        for (var round = 0; round < 40_000; round++)
        {
            var text = round % 2 == 0 ? Soup() : Sentence(0);
            try
            {
                var expression = ClaimExpression.Parse(text);
                read++;
                foreach (var subject in (ClaimSubject[])[WithMia, Alone])
                {
                    var value = expression.Evaluate(subject);
                    (value is null or string or bool or long or double or IEnumerable).ShouldBeTrue(text);
                    computed++;
                }
            }
            catch (ExpressionException refused)
            {
                refused.Position.ShouldBeInRange(0, Math.Max(text.Length, ClaimExpression.Longest));
            }
        }
        read.ShouldBeGreaterThan(10_000);
        computed.ShouldBeGreaterThan(5_000);
    }
}
