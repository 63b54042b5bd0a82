namespace MauiQuickstart;

/// <summary>What MAUI generates from MainPage.xaml.</summary>
public partial class MainPage
{
    private readonly Label Who = new();
    private readonly Label Said = new();
    private readonly Button SignInButton = new();
    private readonly Button OrdersButton = new();
    private readonly Button SignOutButton = new();

    private void InitializeComponent()
    {
        SignInButton.Clicked += SignIn;
        OrdersButton.Clicked += ShowOrders;
        SignOutButton.Clicked += SignOut;
    }
}
