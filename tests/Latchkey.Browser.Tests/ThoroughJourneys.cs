using Latchkey.Browser.Tests.Harness;

namespace Latchkey.Browser.Tests;

/// <summary>
/// The journeys over the hosted pages once more, each page in every way that a person may look at it: in forced colours, at 320, 390 and 1280 px and at
/// 200 %, from right to left, by the keyboard alone, read out.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ThoroughJourneys
{
    public static TheoryData<string, string> Journeys => new()
    {
        { nameof(PageJourneys), nameof(PageJourneys.Every_page_of_signing_in_and_out_is_for_everyone) },
        { nameof(PageJourneys), nameof(PageJourneys.The_page_between_two_people_and_the_one_at_the_end_of_an_old_sign_in_are_for_everyone) },
        { nameof(PageJourneys), nameof(PageJourneys.Every_page_that_says_no_is_for_everyone) },
        { nameof(JoiningJourneys), nameof(JoiningJourneys.Every_page_of_joining_is_for_everyone) },
        { nameof(JoiningJourneys), nameof(JoiningJourneys.Every_page_of_a_new_account_and_a_second_factor_is_for_everyone) },
        { nameof(AccountJourneys), nameof(AccountJourneys.Every_page_of_the_account_is_for_everyone) },
        { nameof(ApprovalJourneys), nameof(ApprovalJourneys.The_page_that_asks_for_permission_is_for_everyone) },
        { nameof(ApprovalJourneys), nameof(ApprovalJourneys.Every_page_of_connecting_a_device_is_for_everyone) },
        { nameof(PasskeyJourneys), nameof(PasskeyJourneys.A_person_makes_a_passkey_and_never_types_a_password_again) },
        { nameof(WaysInJourneys), nameof(WaysInJourneys.A_phone_signs_a_desk_in) },
        { nameof(WaysInJourneys), nameof(WaysInJourneys.An_address_is_changed_by_both_mailboxes_and_its_owner_can_say_that_it_was_not_they) },
        { nameof(WaysInJourneys), nameof(WaysInJourneys.A_second_factor_is_offered_and_may_wait) },
    };

    [Theory, MemberData(nameof(Journeys))]
    public async Task Each_page_is_for_everyone_however_they_look_at_it(string journey, string name)
    {
        Screens.Thoroughly.Value = true;
        var type = typeof(ThoroughJourneys).Assembly.GetType($"{typeof(ThoroughJourneys).Namespace}.{journey}", throwOnError: true)!;
        var walk = (PageJourney)Activator.CreateInstance(type)!;
        await walk.InitializeAsync();
        try
        {
            await (Task)type.GetMethod(name)!.Invoke(walk, null)!;
        }
        finally
        {
            await walk.DisposeAsync();
        }
    }
}
