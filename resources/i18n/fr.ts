<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr">
<context>
    <name>batch</name>
    <message>
        <source>Choose a list: a CSV with the columns meter, amount.</source>
        <translation>Choisissez une liste : un CSV avec les colonnes meter, amount.</translation>
    </message>
    <message>
        <source>No list on a stick or in the terminal&apos;s folder “{folder}”. Type where it is.</source>
        <translation>Pas de liste sur une clé USB ni dans le dossier « {folder} » du terminal. Tapez où elle est.</translation>
    </message>
    <message>
        <source>Cut off: {run}</source>
        <translation>Interrompu : {run}</translation>
    </message>
    <message>
        <source>Run “{run}”. Rows: {rows}. To be sold: {ready}, for {amount}.</source>
        <translation>Lot « {run} ». Lignes : {rows}. À vendre : {ready}, pour {amount}.</translation>
    </message>
    <message>
        <source>Sold in this run before, and not again: {sold}. A new run would sell them.</source>
        <translation>Déjà vendues dans ce lot, et plus jamais : {sold}. Un nouveau lot les vendrait.</translation>
    </message>
    <message>
        <source>Rows that cannot be sold: {count}. Each says why.</source>
        <translation>Lignes impossibles à vendre : {count}. Chacune dit pourquoi.</translation>
    </message>
    <message>
        <source>Bought the same amount minutes ago: {count}.</source>
        <translation>Même montant acheté il y a quelques minutes : {count}.</translation>
    </message>
    <message>
        <source>Rows done: {done} of {count}. Sold: {amount}.</source>
        <translation>Lignes faites : {done} sur {count}. Vendu : {amount}.</translation>
    </message>
    <message>
        <source>Stopped. Rows done: {done} of {count}. It goes on where it stopped.</source>
        <translation>Arrêté. Lignes faites : {done} sur {count}. La suite reprend là.</translation>
    </message>
    <message>
        <source>All done. Rows sold: {sold}, for {amount}. Left out: {left}.</source>
        <translation>Terminé. Lignes vendues : {sold}, pour {amount}. Laissées : {left}.</translation>
    </message>
    <message>
        <source>Slips not printed yet: {count}. Look after the printer.</source>
        <translation>Reçus pas encore imprimés : {count}. Occupez-vous de l’imprimante.</translation>
    </message>
    <message>
        <source>The codes are in {file}.</source>
        <translation>Les codes sont dans {file}.</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>{units} kWh; bought minutes ago</source>
        <translation>{units} kWh ; acheté il y a peu</translation>
    </message>
    <message>
        <source>Sold before</source>
        <translation>Déjà vendu</translation>
    </message>
    <message>
        <source>Sold, {units} kWh</source>
        <translation>Vendu, {units} kWh</translation>
    </message>
    <message>
        <source>Look at the list</source>
        <translation>Voir la liste</translation>
    </message>
    <message>
        <source>Sell for {amount}, rows: {ready}</source>
        <translation>Vendre pour {amount}, lignes : {ready}</translation>
    </message>
    <message>
        <source>Nothing left to sell</source>
        <translation>Plus rien à vendre</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Another list</source>
        <translation>Autre liste</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>Lecture de la liste…</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Rows of the list</source>
        <translation>Lignes de la liste</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listes</translation>
    </message>
    <message>
        <source>The list</source>
        <translation>La liste</translation>
    </message>
    <message>
        <source>Where the list is, as /media/stick/rents.csv</source>
        <translation>Où est la liste, p. ex. /media/stick/rents.csv</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Nom du lot</translation>
    </message>
    <message>
        <source>File&apos;s name and month</source>
        <translation>Nom du fichier et mois</translation>
    </message>
    <message>
        <source>A slip each</source>
        <translation>Un reçu chacun</translation>
    </message>
    <message>
        <source>One sheet</source>
        <translation>Une feuille</translation>
    </message>
    <message>
        <source>Save one sheet</source>
        <translation>Garder une feuille</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Avancement</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>Vendre une liste</translation>
    </message>
</context>
<context>
    <name>case</name>
    <message>
        <source>The code stays good for its meter. Say what went wrong: money goes back with a supervisor.</source>
        <translation>Le code reste bon pour son compteur. Dites ce qui s’est passé : l’argent est rendu avec un superviseur.</translation>
    </message>
    <message>
        <source>Case {case}, {amount}: {reason}. Next: give the money back with a supervisor, or let a supervisor close it.</source>
        <translation>Dossier {case}, {amount} : {reason}. Ensuite : rendez l’argent avec un superviseur, ou laissez un superviseur le clore.</translation>
    </message>
    <message>
        <source>Case {case}: {amount} went back on {day}, {approver}.</source>
        <translation>Dossier {case} : {amount} rendus le {day}, {approver}.</translation>
    </message>
    <message>
        <source>Case {case} was closed on {day}: {outcome}.</source>
        <translation>Le dossier {case} a été clos le {day} : {outcome}.</translation>
    </message>
    <message>
        <source>How was case {case} settled? No money goes back.</source>
        <translation>Comment le dossier {case} a-t-il été réglé ? Rien n’est rendu.</translation>
    </message>
    <message>
        <source>{amount} goes back to the customer in cash: a supervisor signs.</source>
        <translation>{amount} sont rendus au client en espèces : un superviseur signe.</translation>
    </message>
    <message>
        <source>Wrong meter</source>
        <translation>Mauvais compteur</translation>
    </message>
    <message>
        <source>Wrong amount</source>
        <translation>Mauvais montant</translation>
    </message>
    <message>
        <source>Sold twice</source>
        <translation>Vendu deux fois</translation>
    </message>
    <message>
        <source>Code refused</source>
        <translation>Code refusé</translation>
    </message>
    <message>
        <source>Customer keeps it</source>
        <translation>Le client le garde</translation>
    </message>
    <message>
        <source>Code works now</source>
        <translation>Le code marche</translation>
    </message>
    <message>
        <source>Utility settles it</source>
        <translation>Réglé par le distributeur</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>Ouvert par erreur</translation>
    </message>
    <message>
        <source>Say what went wrong</source>
        <translation>Dites ce qui s’est passé</translation>
    </message>
    <message>
        <source>Say how it was settled</source>
        <translation>Dites comment c’est réglé</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>Ouvrir un dossier</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>Clore le dossier</translation>
    </message>
    <message>
        <source>Writing it down…</source>
        <translation>On l’inscrit…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Meter that was meant, if known</source>
        <translation>Compteur voulu, si connu</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>Dossiers ouverts</translation>
    </message>
    <message>
        <source>No open cases.</source>
        <translation>Aucun dossier ouvert.</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>Quelque chose ne va pas</translation>
    </message>
    <message>
        <source>Give the money back</source>
        <translation>Rendre l’argent</translation>
    </message>
</context>
<context>
    <name>cash</name>
    <message>
        <source>Closed shifts</source>
        <translation>Services clos</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimer</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Numéro</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>Over or short</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signé par</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Tiroir</translation>
    </message>
    <message>
        <source>Cash-up</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>X and Z reports</source>
        <translation>Rapports X et Z</translation>
    </message>
    <message>
        <source>Shift {shift} · {keeper} · since {moment}</source>
        <translation>Service {shift} · {keeper} · depuis {moment}</translation>
    </message>
    <message>
        <source>No shift is open. Count what is in the drawer.</source>
        <translation>Aucun service ouvert. Comptez ce qui est dans le tiroir.</translation>
    </message>
    <message>
        <source>The drawer holds more than {limit}. Drop cash into the safe, with a bag number.</source>
        <translation>Le tiroir contient plus de {limit}. Mettez des espèces au coffre, avec un numéro de sac.</translation>
    </message>
    <message>
        <source>Open the shift with {amount}</source>
        <translation>Ouvrir le service avec {amount}</translation>
    </message>
    <message>
        <source>Count first; an empty drawer is a 0</source>
        <translation>Comptez d’abord ; un tiroir vide vaut 0</translation>
    </message>
    <message>
        <source>Shift {shift} is open with {amount}.</source>
        <translation>Le service {shift} est ouvert avec {amount}.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>Sortie</translation>
    </message>
    <message>
        <source>To safe</source>
        <translation>Au coffre</translation>
    </message>
    <message>
        <source>To bank</source>
        <translation>En banque</translation>
    </message>
    <message>
        <source>No sale</source>
        <translation>Sans vente</translation>
    </message>
    <message>
        <source>Pay in {amount}</source>
        <translation>Entrer {amount}</translation>
    </message>
    <message>
        <source>Pay out {amount}</source>
        <translation>Sortir {amount}</translation>
    </message>
    <message>
        <source>Drop {amount} to the safe</source>
        <translation>Mettre {amount} au coffre</translation>
    </message>
    <message>
        <source>Deposit {amount} to the bank</source>
        <translation>Déposer {amount} en banque</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>Ouvrir le tiroir</translation>
    </message>
    <message>
        <source>{amount} paid in, entry {entry}.</source>
        <translation>{amount} entrés, écriture {entry}.</translation>
    </message>
    <message>
        <source>{amount} paid out, entry {entry}.</source>
        <translation>{amount} sortis, écriture {entry}.</translation>
    </message>
    <message>
        <source>{amount} dropped to the safe, entry {entry}. Bag it now.</source>
        <translation>{amount} au coffre, écriture {entry}. Mettez-les en sac.</translation>
    </message>
    <message>
        <source>{amount} for the bank, entry {entry}. The slip goes with it.</source>
        <translation>{amount} pour la banque, écriture {entry}. Le bordereau l’accompagne.</translation>
    </message>
    <message>
        <source>It is written down why.</source>
        <translation>Le motif est écrit.</translation>
    </message>
    <message>
        <source>Type the amount</source>
        <translation>Tapez le montant</translation>
    </message>
    <message>
        <source>Say why</source>
        <translation>Dites pourquoi</translation>
    </message>
    <message>
        <source>Ask a supervisor</source>
        <translation>Demandez un superviseur</translation>
    </message>
    <message>
        <source>{asked} is above your limit of {limit}. A supervisor signs here.</source>
        <translation>{asked} dépasse votre limite de {limit}. Un superviseur signe ici.</translation>
    </message>
    <message>
        <source>Copy {copy} needs a supervisor, who signs here. Without one: {limit} at most.</source>
        <translation>La copie {copy} demande un superviseur, qui signe ici. Sans lui : {limit} au plus.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signer</translation>
    </message>
    <message>
        <source>Choose who signs</source>
        <translation>Choisissez qui signe</translation>
    </message>
    <message>
        <source>No other supervisor</source>
        <translation>Aucun autre superviseur</translation>
    </message>
    <message>
        <source>Change for notes</source>
        <translation>Monnaie contre billets</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Autre</translation>
    </message>
    <message>
        <source>More change</source>
        <translation>Plus de monnaie</translation>
    </message>
    <message>
        <source>Cash found</source>
        <translation>Argent trouvé</translation>
    </message>
    <message>
        <source>Loan from owner</source>
        <translation>Prêt du patron</translation>
    </message>
    <message>
        <source>Supplies</source>
        <translation>Fournitures</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Paid to owner</source>
        <translation>Payé au patron</translation>
    </message>
    <message>
        <source>Too much cash</source>
        <translation>Trop d’espèces</translation>
    </message>
    <message>
        <source>End of day</source>
        <translation>Fin de journée</translation>
    </message>
    <message>
        <source>Shift ends</source>
        <translation>Fin de service</translation>
    </message>
    <message>
        <source>Daily takings</source>
        <translation>Recette du jour</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>Convoyeur</translation>
    </message>
    <message>
        <source>Wrong change</source>
        <translation>Monnaie erronée</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Vérification</translation>
    </message>
    <message>
        <source>Miscounted</source>
        <translation>Mal compté</translation>
    </message>
    <message>
        <source>Not written</source>
        <translation>Non écrit</translation>
    </message>
    <message>
        <source>False note</source>
        <translation>Faux billet</translation>
    </message>
    <message>
        <source>Torn note</source>
        <translation>Billet déchiré</translation>
    </message>
    <message>
        <source>Theft</source>
        <translation>Vol</translation>
    </message>
    <message>
        <source>1 Count</source>
        <translation>1 Compter</translation>
    </message>
    <message>
        <source>2 Explain</source>
        <translation>2 Expliquer</translation>
    </message>
    <message>
        <source>3 Sign</source>
        <translation>3 Signer</translation>
    </message>
    <message>
        <source>4 Z report</source>
        <translation>4 Rapport Z</translation>
    </message>
    <message>
        <source>What should be there is shown once the count is final.</source>
        <translation>Ce qui devrait y être s’affiche une fois le comptage définitif.</translation>
    </message>
    <message>
        <source>Drops and deposits: {count}</source>
        <translation>Coffre et banque : {count}</translation>
    </message>
    <message>
        <source>Go on with the count of {amount}</source>
        <translation>Continuer le comptage de {amount}</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>Garder et arrêter</translation>
    </message>
    <message>
        <source>Count once more</source>
        <translation>Recompter</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Réimprimer</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>Ouvrir un service</translation>
    </message>
    <message>
        <source>Say why it is over or short</source>
        <translation>Dites pourquoi il y a un écart</translation>
    </message>
    <message>
        <source>Count is final: {amount}</source>
        <translation>Comptage définitif : {amount}</translation>
    </message>
    <message>
        <source>The count is kept. Go on with it when you like.</source>
        <translation>Le comptage est gardé. Continuez quand vous voulez.</translation>
    </message>
    <message>
        <source>Cash moved after the count, so it is void. Count once more.</source>
        <translation>De l’argent a bougé après le comptage, qui est nul. Recomptez.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Compté</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>En trop</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Manquant</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exact</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>Espèces reçues</translation>
    </message>
    <message>
        <source>Change given</source>
        <translation>Monnaie rendue</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>Remboursements</translation>
    </message>
    <message>
        <source>Drops and deposits</source>
        <translation>Coffre et banque</translation>
    </message>
    <message>
        <source>Go on to signing</source>
        <translation>Passer à la signature</translation>
    </message>
    <message>
        <source>Close shift {shift}</source>
        <translation>Clore le service {shift}</translation>
    </message>
    <message>
        <source>Hand the drawer to {name}</source>
        <translation>Remettre le tiroir à {name}</translation>
    </message>
    <message>
        <source>{name} answers for the drawer now.</source>
        <translation>{name} répond maintenant du tiroir.</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>Clore le service</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Remise</translation>
    </message>
    <message>
        <source>Whoever takes the drawer over signs; the shift goes on.</source>
        <translation>Qui reprend le tiroir signe ; le service continue.</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>Retour à la vente</translation>
    </message>
    <message>
        <source>Type the bag&apos;s number</source>
        <translation>Tapez le numéro du sac</translation>
    </message>
    <message>
        <source>Somebody else signs as well: {name} stays signed in.</source>
        <translation>Une autre personne signe aussi : {name} reste connecté.</translation>
    </message>
    <message>
        <source>Shift {shift} is closed: Z report {number}.</source>
        <translation>Le service {shift} est clos : rapport Z {number}.</translation>
    </message>
    <message>
        <source>Open the next shift</source>
        <translation>Ouvrir le service suivant</translation>
    </message>
    <message>
        <source>Sale to {meter}, {amount}, {time}: not finished</source>
        <translation>Vente à {meter}, {amount}, {time} : inachevée</translation>
    </message>
    <message>
        <source>Receipt for {meter}, {amount}, {time}: did it come out?</source>
        <translation>Reçu pour {meter}, {amount}, {time} : est-il sorti ?</translation>
    </message>
    <message>
        <source>A paper of {time}: did it come out?</source>
        <translation>Un papier de {time} : est-il sorti ?</translation>
    </message>
    <message>
        <source>Settle these first</source>
        <translation>Réglez d’abord ceci</translation>
    </message>
    <message>
        <source>The shift cannot be closed over these. Settle them first.</source>
        <translation>Le service ne peut être clos avec ceci. Réglez d’abord.</translation>
    </message>
    <message>
        <source>See the X report</source>
        <translation>Voir le rapport X</translation>
    </message>
    <message>
        <source>That you looked at what should be there is written down.</source>
        <translation>Il est noté que vous avez regardé ce qui devrait y être.</translation>
    </message>
    <message>
        <source>Printed.</source>
        <translation>Imprimé.</translation>
    </message>
    <message>
        <source>It waits for the printer.</source>
        <translation>Il attend l’imprimante.</translation>
    </message>
    <message>
        <source>It is not known whether it came out. Look.</source>
        <translation>On ne sait pas s’il est sorti. Regardez.</translation>
    </message>
    <message>
        <source>Shift opened</source>
        <translation>Service ouvert</translation>
    </message>
    <message>
        <source>Shift closed</source>
        <translation>Service clos</translation>
    </message>
    <message>
        <source>Drop to safe</source>
        <translation>Mise au coffre</translation>
    </message>
    <message>
        <source>Bank deposit</source>
        <translation>Dépôt en banque</translation>
    </message>
    <message>
        <source>Drawer opened</source>
        <translation>Tiroir ouvert</translation>
    </message>
    <message>
        <source>Agent&apos;s float paid up</source>
        <translation>Avance de l’agent payée</translation>
    </message>
    <message>
        <source>Agent&apos;s float rules</source>
        <translation>Règles de l’avance</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Remis</translation>
    </message>
    <message>
        <source>Clock moved</source>
        <translation>Horloge déplacée</translation>
    </message>
    <message>
        <source>Customer forgotten</source>
        <translation>Client oublié</translation>
    </message>
    <message>
        <source>Case opened</source>
        <translation>Dossier ouvert</translation>
    </message>
    <message>
        <source>Case closed</source>
        <translation>Dossier clos</translation>
    </message>
    <message>
        <source>Refunded</source>
        <translation>Remboursé</translation>
    </message>
    <message>
        <source>Expected shown</source>
        <translation>Attendu affiché</translation>
    </message>
    <message>
        <source>Sale cancelled</source>
        <translation>Vente annulée</translation>
    </message>
    <message>
        <source>Sale after close</source>
        <translation>Vente après clôture</translation>
    </message>
    <message>
        <source>Copy printed</source>
        <translation>Copie imprimée</translation>
    </message>
    <message>
        <source>Clock accepted</source>
        <translation>Horloge acceptée</translation>
    </message>
    <message>
        <source>Sign-in refused</source>
        <translation>Connexion refusée</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>Personne ajoutée</translation>
    </message>
    <message>
        <source>Person changed</source>
        <translation>Personne modifiée</translation>
    </message>
    <message>
        <source>Person removed</source>
        <translation>Personne retirée</translation>
    </message>
    <message>
        <source>PIN changed</source>
        <translation>Code PIN changé</translation>
    </message>
    <message>
        <source>PIN by recovery code</source>
        <translation>PIN par code de secours</translation>
    </message>
    <message>
        <source>PIN by head office</source>
        <translation>PIN par le siège</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Fonds de caisse</translation>
    </message>
    <message>
        <source>Counted, pieces: {pieces}</source>
        <translation>Compté, pièces : {pieces}</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Entrée de caisse</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Sortie de caisse</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Rapport Z</translation>
    </message>
    <message>
        <source>What is signed</source>
        <translation>Ce qui est signé</translation>
    </message>
    <message>
        <source>Keypad</source>
        <translation>Pavé numérique</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>To be settled</source>
        <translation>À régler</translation>
    </message>
    <message>
        <source>Finish or cancel it</source>
        <translation>Finir ou annuler</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>Il est sorti</translation>
    </message>
    <message>
        <source>It did not</source>
        <translation>Il n’est pas sorti</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Bag or paper no.</source>
        <translation>N° de sac ou papier</translation>
    </message>
    <message>
        <source>This shift&apos;s slips</source>
        <translation>Bordereaux du service</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Bordereau</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>Qui signe</translation>
    </message>
</context>
<context>
    <name>codes</name>
    <message>
        <source>Key change</source>
        <translation>Changement de clé</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>Unités gratuites</translation>
    </message>
    <message>
        <source>Clear credit</source>
        <translation>Effacer le crédit</translation>
    </message>
    <message>
        <source>Clear tamper</source>
        <translation>Effacer la fraude</translation>
    </message>
    <message>
        <source>Power limit</source>
        <translation>Limite de puissance</translation>
    </message>
    <message>
        <source>Phase limit</source>
        <translation>Limite de phase</translation>
    </message>
    <message>
        <source>Meter test</source>
        <translation>Test du compteur</translation>
    </message>
    <message>
        <source>Other key</source>
        <translation>Autre clé</translation>
    </message>
    <message>
        <source>Ask the customer first: codes bought earlier must be typed before. Then all codes of the set, in order.</source>
        <translation>Demandez d’abord au client : les codes achetés avant doivent être tapés avant. Puis tous ceux-ci, dans l’ordre.</translation>
    </message>
    <message>
        <source>What the tariff owes this month, whole or a part of it.</source>
        <translation>Ce que le tarif doit ce mois, en tout ou en partie.</translation>
    </message>
    <message>
        <source>The meter&apos;s credit is gone once this code is typed.</source>
        <translation>Le crédit du compteur disparaît dès que ce code est tapé.</translation>
    </message>
    <message>
        <source>Look at the meter and its seals before you give this code.</source>
        <translation>Regardez le compteur et ses scellés avant de donner ce code.</translation>
    </message>
    <message>
        <source>Above this power the meter switches off.</source>
        <translation>Au-delà de cette puissance, le compteur coupe.</translation>
    </message>
    <message>
        <source>Above this difference between phases the meter switches off.</source>
        <translation>Au-delà de cet écart entre phases, le compteur coupe.</translation>
    </message>
    <message>
        <source>The meter tests itself; nothing is set.</source>
        <translation>Le compteur se teste ; rien n’est réglé.</translation>
    </message>
    <message>
        <source>Sale and key change crossed: the sale&apos;s codes under the other key. Once.</source>
        <translation>Vente et changement de clé se sont croisés : les codes de la vente sous l’autre clé. Une fois.</translation>
    </message>
    <message>
        <source>Meters that need a new key: {count}. First of all:</source>
        <translation>Compteurs à changer de clé : {count}. D’abord :</translation>
    </message>
    <message>
        <source>Give the codes</source>
        <translation>Donner les codes</translation>
    </message>
    <message>
        <source>Which meter?</source>
        <translation>Quel compteur ?</translation>
    </message>
    <message>
        <source>Type the receipt number</source>
        <translation>Tapez le numéro de reçu</translation>
    </message>
    <message>
        <source>Type the value</source>
        <translation>Tapez la valeur</translation>
    </message>
    <message>
        <source>Choose who approves</source>
        <translation>Choisissez qui approuve</translation>
    </message>
    <message>
        <source>Making the codes…</source>
        <translation>Fabrication des codes…</translation>
    </message>
    <message>
        <source>Meter number</source>
        <translation>Numéro de compteur</translation>
    </message>
    <message>
        <source>Units or watts</source>
        <translation>Unités ou watts</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Who approves</source>
        <translation>Qui approuve</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Nouvelles clés</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>Codes sans vente</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Deuxième personne</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Watts</source>
        <translation>Watts</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
</context>
<context>
    <name>custody</name>
    <message>
        <source>Bring a component</source>
        <translation>Apporter une composante</translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation>La remettre</translation>
    </message>
    <message>
        <source>Back to the letter</source>
        <translation>Revenir à la lettre</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Prendre</translation>
    </message>
    <message>
        <source>Forget the components</source>
        <translation>Oublier les composantes</translation>
    </message>
    <message>
        <source>Type what the letter says</source>
        <translation>Tapez ce que dit la lettre</translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation>Choisissez</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>A key is loaded by two to five people. Each signs in and brings one component, alone.</source>
        <translation>Une clé est chargée par deux à cinq personnes. Chacune s’identifie et apporte seule une composante.</translation>
    </message>
    <message>
        <source>Components are missing. The next custodian signs in: F12.</source>
        <translation>Il manque des composantes. Le gardien suivant s’identifie : F12.</translation>
    </message>
    <message>
        <source>{name}, you alone see your letter. The component is not shown.</source>
        <translation>{name}, vous seul voyez votre lettre. La composante ne s’affiche pas.</translation>
    </message>
    <message>
        <source>Of this key {have} of {of} components are in: {names}.</source>
        <translation>De cette clé, {have} composantes sur {of} sont là : {names}.</translation>
    </message>
    <message>
        <source>Key {waiting} waits for components; this letter is of {letter}.</source>
        <translation>La clé {waiting} attend des composantes ; cette lettre est de {letter}.</translation>
    </message>
    <message>
        <source>Key {waiting} still waits for components. Is {letter} a second key to begin beside it?</source>
        <translation>La clé {waiting} attend encore des composantes. {letter} est-elle une seconde clé à commencer à côté ?</translation>
    </message>
    <message>
        <source>Put in the stick with the key or the lease that head office sent.</source>
        <translation>Insérez la clé USB avec la clé ou l’autorisation envoyée par le siège.</translation>
    </message>
    <message>
        <source>What is in of this key is forgotten, and all its custodians begin again.</source>
        <translation>Ce qui est là de cette clé est oublié, et tous ses gardiens recommencent.</translation>
    </message>
    <message>
        <source>Component {value} is in, {have} of {of}. Compare it with the letter.</source>
        <translation>La composante {value} est là, {have} sur {of}. Comparez avec la lettre.</translation>
    </message>
    <message>
        <source>The key of {group}, revision {revision}, is loaded: check value {value}. Compare it.</source>
        <translation>La clé de {group}, révision {revision}, est chargée : valeur de contrôle {value}. Comparez.</translation>
    </message>
    <message>
        <source>Lease no. {serial} holds until {day}.</source>
        <translation>L’autorisation n° {serial} vaut jusqu’au {day}.</translation>
    </message>
    <message>
        <source>The components are forgotten.</source>
        <translation>Les composantes sont oubliées.</translation>
    </message>
    <message>
        <source>Put in a stick first.</source>
        <translation>Insérez d’abord une clé USB.</translation>
    </message>
    <message>
        <source>No stick that is in holds a key or a lease.</source>
        <translation>Aucune clé USB branchée ne porte de clé ni de bail.</translation>
    </message>
    <message>
        <source>The public key is on the stick: {name}</source>
        <translation>La clé publique est sur la clé USB : {name}</translation>
    </message>
    <message>
        <source>Key store</source>
        <translation>Coffre de clés</translation>
    </message>
    <message>
        <source>{tier}, open</source>
        <translation>{tier}, ouvert</translation>
    </message>
    <message>
        <source>{tier}, locked</source>
        <translation>{tier}, verrouillé</translation>
    </message>
    <message>
        <source>Software: misuse is found, not bounded</source>
        <translation>Logiciel : l’abus est découvert, pas limité</translation>
    </message>
    <message>
        <source>Hardware: misuse is bounded</source>
        <translation>Matériel : l’abus est limité</translation>
    </message>
    <message>
        <source>Keys are kept in</source>
        <translation>Les clés sont gardées dans</translation>
    </message>
    <message>
        <source>EA07 tables</source>
        <translation>Tables EA07</translation>
    </message>
    <message>
        <source>{group}, revision {revision}</source>
        <translation>{group}, révision {revision}</translation>
    </message>
    <message>
        <source>{have} of {of} components are in: {names}</source>
        <translation>{have} composantes sur {of} sont là : {names}</translation>
    </message>
    <message>
        <source>None: nothing can be sold</source>
        <translation>Aucune : rien ne peut être vendu</translation>
    </message>
    <message>
        <source>Lease</source>
        <translation>Autorisation</translation>
    </message>
    <message>
        <source>No. {serial} until {day}, days left: {days}</source>
        <translation>N° {serial} jusqu’au {day}, jours restants : {days}</translation>
    </message>
    <message>
        <source>Money left</source>
        <translation>Argent restant</translation>
    </message>
    <message>
        <source>Energy left</source>
        <translation>Énergie restante</translation>
    </message>
    <message>
        <source>{left} of {all}</source>
        <translation>{left} sur {all}</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>For one meter a day</source>
        <translation>Par compteur et par jour</translation>
    </message>
    <message>
        <source>Codes without cash left today</source>
        <translation>Codes sans espèces restants aujourd’hui</translation>
    </message>
    <message>
        <source>free {free}, engineering {engineering}, key change {key_change}</source>
        <translation>gratuits {free}, techniques {engineering}, changements de clé {key_change}</translation>
    </message>
    <message>
        <source>Lost by crashes</source>
        <translation>Perdu par des pannes</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>Révision</translation>
    </message>
    <message>
        <source>UTC hours</source>
        <translation>Heures UTC</translation>
    </message>
    <message>
        <source>Unique</source>
        <translation>Unique</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Par défaut</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Composantes</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Composante</translation>
    </message>
    <message>
        <source>Its check value</source>
        <translation>Sa valeur de contrôle</translation>
    </message>
    <message>
        <source>That of the key</source>
        <translation>Celle de la clé</translation>
    </message>
    <message>
        <source>What to choose from</source>
        <translation>Ce qu’on peut choisir</translation>
    </message>
    <message>
        <source>Component: {count} of {all} digits</source>
        <translation>Composante : {count} chiffres sur {all}</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Check value</source>
        <translation>Contrôle</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>Clés et autorisation</translation>
    </message>
    <message>
        <source>Key or lease from a stick</source>
        <translation>Clé ou autorisation d’une clé USB</translation>
    </message>
    <message>
        <source>Public key to the stick</source>
        <translation>Clé publique sur clé USB</translation>
    </message>
    <message>
        <source>Forget components that wait</source>
        <translation>Oublier les composantes en attente</translation>
    </message>
    <message>
        <source>Begin a second key</source>
        <translation>Commencer une seconde clé</translation>
    </message>
    <message>
        <source>Look at the stick again</source>
        <translation>Relire la clé USB</translation>
    </message>
    <message>
        <source>Loading keys</source>
        <translation>Chargement de clés</translation>
    </message>
</context>
<context>
    <name>entrance</name>
    <message>
        <source>Who is selling?</source>
        <translation>Qui vend&#xa0;?</translation>
    </message>
    <message>
        <source>Locked. {name}&apos;s sale is kept.</source>
        <translation>Verrouillé. La vente de {name} est gardée.</translation>
    </message>
    <message>
        <source>The key store is closed. Type its passphrase to open it.</source>
        <translation>Le coffre de clés est fermé. Tapez sa phrase secrète pour l’ouvrir.</translation>
    </message>
    <message>
        <source>The vending keys are locked. Type the passphrase to sell again.</source>
        <translation>Les clés de vente sont verrouillées. Tapez la phrase secrète pour vendre à nouveau.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Opening the terminal…</source>
        <translation>Ouverture du terminal…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Training: the PIN can be filled in for you. It guards nothing.</source>
        <translation>Formation&#xa0;: le code PIN peut être rempli pour vous. Il ne protège rien.</translation>
    </message>
    <message>
        <source>A sale is being made. Lock when it is done.</source>
        <translation>Une vente est en cours. Verrouillez quand elle sera finie.</translation>
    </message>
    <message>
        <source>Receipts go to {address} from now on.</source>
        <translation>Les reçus vont désormais à {address}.</translation>
    </message>
    <message>
        <source>Papers are printed in {language} from now on.</source>
        <translation>Les papiers sont désormais imprimés en {language}.</translation>
    </message>
    <message>
        <source>What you print is in {language} from now on.</source>
        <translation>Ce que vous imprimez est désormais en {language}.</translation>
    </message>
    <message>
        <source>Copies of a paper without a supervisor: {copies}.</source>
        <translation>Copies d’un papier sans superviseur : {copies}.</translation>
    </message>
    <message>
        <source>This setting holds now, but could not be kept on the disk.</source>
        <translation>Ce réglage est actif, mais n’a pas pu être gardé sur le disque.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>Code PIN</translation>
    </message>
    <message>
        <source>Ctrl+F1 to F9: that person&apos;s PIN, at any time.</source>
        <translation>Ctrl+F1 à F9 : le code PIN de cette personne, à tout moment.</translation>
    </message>
    <message>
        <source>Fill in the training PIN</source>
        <translation>Remplir le PIN de formation</translation>
    </message>
    <message>
        <source>PIN forgotten</source>
        <translation>Code PIN oublié</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Opérateurs</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Phrase secrète</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>codes cannot make this change</source>
        <translation>des codes ne peuvent faire ce changement</translation>
    </message>
    <message>
        <source>one of the two keys is not here</source>
        <translation>l’une des deux clés n’est pas ici</translation>
    </message>
    <message>
        <source>it holds that key</source>
        <translation>il a déjà cette clé</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouvert</translation>
    </message>
    <message>
        <source>closed, no money went back</source>
        <translation>fermé, aucun argent rendu</translation>
    </message>
    <message>
        <source>the money went back</source>
        <translation>l’argent a été rendu</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>c’est un dossier</translation>
    </message>
    <message>
        <source>the system does not permit it</source>
        <translation>le système ne le permet pas</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>il est trop grand</translation>
    </message>
    <message>
        <source>it is a pipe or a device</source>
        <translation>c’est un tube ou un périphérique</translation>
    </message>
    <message>
        <source>the next key has expired</source>
        <translation>la prochaine clé a expiré</translation>
    </message>
    <message>
        <source>the next key is not valid yet</source>
        <translation>la prochaine clé n’est pas encore valable</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>bloqué</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>perdu</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>déposé</translation>
    </message>
    <message>
        <source>stolen</source>
        <translation>volé</translation>
    </message>
    <message>
        <source>water</source>
        <translation>de l’eau</translation>
    </message>
    <message>
        <source>gas</source>
        <translation>du gaz</translation>
    </message>
    <message>
        <source>time</source>
        <translation>du temps</translation>
    </message>
    <message>
        <source>to meters that count electricity in money</source>
        <translation>aux compteurs qui comptent l’électricité en argent</translation>
    </message>
    <message>
        <source>to meters that count water in money</source>
        <translation>aux compteurs qui comptent l’eau en argent</translation>
    </message>
    <message>
        <source>to meters that count gas in money</source>
        <translation>aux compteurs qui comptent le gaz en argent</translation>
    </message>
    <message>
        <source>to meters that count time in money</source>
        <translation>aux compteurs qui comptent le temps en argent</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>ce dossier n’existe pas</translation>
    </message>
    <message>
        <source>there is no room left</source>
        <translation>il n’y a plus de place</translation>
    </message>
    <message>
        <source>money</source>
        <translation>argent</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>énergie</translation>
    </message>
    <message>
        <source>energy of this meter today</source>
        <translation>énergie de ce compteur aujourd’hui</translation>
    </message>
    <message>
        <source>free units today</source>
        <translation>unités gratuites aujourd’hui</translation>
    </message>
    <message>
        <source>engineering codes today</source>
        <translation>codes techniques aujourd’hui</translation>
    </message>
    <message>
        <source>key changes today</source>
        <translation>changements de clé aujourd’hui</translation>
    </message>
    <message>
        <source>they were not made here</source>
        <translation>ils n’ont pas été faits ici</translation>
    </message>
    <message>
        <source>its meter had no key change</source>
        <translation>son compteur n’a pas changé de clé</translation>
    </message>
    <message>
        <source>they are under that key</source>
        <translation>ils sont déjà sous cette clé</translation>
    </message>
    <message>
        <source>the base dates differ: open a case of the sale</source>
        <translation>les dates de base diffèrent : ouvrez un dossier de la vente</translation>
    </message>
    <message>
        <source>they were made again before</source>
        <translation>ils ont déjà été refaits</translation>
    </message>
</context>
<context>
    <name>float</name>
    <message>
        <source>Agent&apos;s float</source>
        <translation>Avance de l’agent</translation>
    </message>
    <message>
        <source>No float is kept here. A supervisor begins one: float policy.</source>
        <translation>Aucune avance ici. Un superviseur la commence : float policy.</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Reste</translation>
    </message>
    <message>
        <source>{left} of the agent&apos;s float is left. Pay the utility soon.</source>
        <translation>Il reste {left} de l’avance. Payez bientôt le distributeur.</translation>
    </message>
    <message>
        <source>The agent&apos;s float is used up. Pay the utility, then top it up.</source>
        <translation>L’avance est épuisée. Payez le distributeur, puis rechargez-la.</translation>
    </message>
    <message>
        <source>Warned below</source>
        <translation>Alerte sous</translation>
    </message>
    <message>
        <source>Paid to the utility</source>
        <translation>Payé au distributeur</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Vendu</translation>
    </message>
    <message>
        <source>Earned, {percent} %</source>
        <translation>Gagné, {percent} %</translation>
    </message>
    <message>
        <source>Of it added</source>
        <translation>Dont ajouté</translation>
    </message>
    <message>
        <source>Top up {amount}</source>
        <translation>Recharger {amount}</translation>
    </message>
    <message>
        <source>Type what was paid</source>
        <translation>Tapez ce qui a été payé</translation>
    </message>
    <message>
        <source>Type the slip&apos;s number</source>
        <translation>Tapez le numéro du bordereau</translation>
    </message>
    <message>
        <source>{amount} topped up.</source>
        <translation>{amount} rechargés.</translation>
    </message>
    <message>
        <source>A top-up is a supervisor&apos;s word, who signs here.</source>
        <translation>Une recharge engage un superviseur, qui signe ici.</translation>
    </message>
    <message>
        <source>Day (UTC)</source>
        <translation>Jour (UTC)</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Ventes</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>Commission</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Relevé</translation>
    </message>
    <message>
        <source>Slip or transfer no.</source>
        <translation>N° de bordereau ou de virement</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Avance</translation>
    </message>
</context>
<context>
    <name>guide</name>
    <message>
        <source>Type the meter&apos;s number, e.g. {example}, then press Enter.</source>
        <translation>Tapez le numéro du compteur, p. ex. {example}, puis Entrée.</translation>
    </message>
    <message>
        <source>Type the amount, or touch one, and see what it buys. Enter.</source>
        <translation>Tapez le montant, ou touchez-en un, et voyez ce qu’il achète. Entrée.</translation>
    </message>
    <message>
        <source>Type the cash you are given, read the change, Enter to sell.</source>
        <translation>Tapez l’argent reçu, lisez la monnaie à rendre, Entrée pour vendre.</translation>
    </message>
    <message>
        <source>This is the customer&apos;s code. Type it into the virtual meter.</source>
        <translation>Voici le code du client. Tapez-le sur le compteur virtuel.</translation>
    </message>
    <message>
        <source>The credit has arrived. Type the code again: the meter refuses it. Done!</source>
        <translation>Le crédit est arrivé. Retapez le code&#xa0;: le compteur le refuse. C’est fini&#xa0;!</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Unfinished</source>
        <translation>Inachevée</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Vendue</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Émis</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>Récupérée</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Receipt, code, amount, customer, meter or day</source>
        <translation>Reçu, code, montant, client, compteur ou jour</translation>
    </message>
    <message>
        <source>Past sales</source>
        <translation>Ventes passées</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Colonnes</translation>
    </message>
    <message>
        <source>No sales.</source>
        <translation>Aucune vente.</translation>
    </message>
    <message>
        <source>Opened sale</source>
        <translation>Vente ouverte</translation>
    </message>
    <message>
        <source>Choose a sale to see its code and receipt.</source>
        <translation>Choisissez une vente pour voir son code et son reçu.</translation>
    </message>
    <message>
        <source>Finish or cancel it</source>
        <translation>La finir ou l’annuler</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Relevé</translation>
    </message>
</context>
<context>
    <name>keypad</name>
    <message>
        <source>Delete the last digit</source>
        <translation>Effacer le dernier chiffre</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vider</translation>
    </message>
    <message>
        <source>Decimal separator</source>
        <translation>Séparateur décimal</translation>
    </message>
    <message>
        <source>Capital letters</source>
        <translation>Majuscules</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>Effacer la dernière lettre</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Espace</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>Show these keys</source>
        <translation>Montrer ces touches</translation>
    </message>
    <message>
        <source>New sale, meter</source>
        <translation>Nouvelle vente, compteur</translation>
    </message>
    <message>
        <source>Find by name, phone or address</source>
        <translation>Chercher par nom, téléphone ou adresse</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Print the last receipt again, marked as a copy</source>
        <translation>Réimprimer le dernier reçu, marqué copie</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Drawer: open a shift, move cash, open it without a sale</source>
        <translation>Tiroir : ouvrir un service, bouger des espèces, l’ouvrir sans vente</translation>
    </message>
    <message>
        <source>Cash-up</source>
        <translation>Clôture</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>Switch to the first…ninth person; their PIN ends it</source>
        <translation>Passer à la 1re…9e personne ; son code PIN confirme</translation>
    </message>
    <message>
        <source>Bring back the cleared sale</source>
        <translation>Reprendre la vente effacée</translation>
    </message>
    <message>
        <source>In the amount: money or units; in the history: filter</source>
        <translation>Dans le montant&#xa0;: argent ou unités&#xa0;; dans l’historique&#xa0;: filtre</translation>
    </message>
    <message>
        <source>One step back; what was typed stays</source>
        <translation>Un pas en arrière&#xa0;; ce qui est tapé reste</translation>
    </message>
    <message>
        <source>The one next thing; it stands on the large button</source>
        <translation>La prochaine étape, écrite sur le grand bouton</translation>
    </message>
</context>
<context>
    <name>meter panel</name>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>Rejected ({code}). The credit is unchanged.</source>
        <translation>Rejeté ({code}). Le crédit est inchangé.</translation>
    </message>
    <message>
        <source>Accepted: {units} kWh added.</source>
        <translation>Accepté&#xa0;: {units} kWh ajoutés.</translation>
    </message>
    <message>
        <source>Accepted: the meter did what the code says.</source>
        <translation>Accepté : le compteur a fait ce que dit le code.</translation>
    </message>
    <message>
        <source>A part of a new key is taken; type the other parts as well.</source>
        <translation>Une partie d’une nouvelle clé est prise ; tapez aussi les autres.</translation>
    </message>
    <message>
        <source>Used: this meter took the code already. Nothing was added.</source>
        <translation>Utilisé&#xa0;: ce compteur a déjà pris ce code. Rien n’a été ajouté.</translation>
    </message>
    <message>
        <source>Too old: the code is not taken any more.</source>
        <translation>Trop vieux&#xa0;: ce code n’est plus accepté.</translation>
    </message>
    <message>
        <source>Rejected: a digit is wrong, or the code is for another meter.</source>
        <translation>Rejeté&#xa0;: un chiffre est faux, ou le code est pour un autre compteur.</translation>
    </message>
    <message>
        <source>Rejected: a code has 20 digits.</source>
        <translation>Rejeté&#xa0;: un code a 20 chiffres.</translation>
    </message>
    <message>
        <source>Rejected: the meter&apos;s key has expired.</source>
        <translation>Rejeté&#xa0;: la clé du compteur a expiré.</translation>
    </message>
    <message>
        <source>Rejected: the meter cannot hold that much credit.</source>
        <translation>Rejeté&#xa0;: le compteur ne peut pas contenir autant de crédit.</translation>
    </message>
    <message>
        <source>Virtual meter</source>
        <translation>Compteur virtuel</translation>
    </message>
    <message>
        <source>Code typed into the virtual meter</source>
        <translation>Code tapé sur le compteur virtuel</translation>
    </message>
    <message>
        <source>Type the 20 digits</source>
        <translation>Tapez les 20 chiffres</translation>
    </message>
    <message>
        <source>Type it for me</source>
        <translation>Le taper pour moi</translation>
    </message>
    <message>
        <source>Type the code above into the meter</source>
        <translation>Taper le code ci-dessus sur le compteur</translation>
    </message>
    <message>
        <source>Enter it</source>
        <translation>Valider</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Superviseur</translation>
    </message>
    <message>
        <source>Technician</source>
        <translation>Technicien</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditeur</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Ajouter une personne</translation>
    </message>
    <message>
        <source>Role and limits of {name}</source>
        <translation>Rôle et limites de {name}</translation>
    </message>
    <message>
        <source>A new PIN for {name}</source>
        <translation>Un nouveau code PIN pour {name}</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Retirer {name}</translation>
    </message>
    <message>
        <source>{name} cannot sign in any more. What {name} did stays written.</source>
        <translation>{name} ne peut plus se connecter. Ce que {name} a fait reste écrit.</translation>
    </message>
    <message>
        <source>Add {name}</source>
        <translation>Ajouter {name}</translation>
    </message>
    <message>
        <source>Change {name}</source>
        <translation>Modifier {name}</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>Fixer le code PIN</translation>
    </message>
    <message>
        <source>Choose a person</source>
        <translation>Choisissez une personne</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Tapez un nom</translation>
    </message>
    <message>
        <source>{name} may sign in now.</source>
        <translation>{name} peut se connecter.</translation>
    </message>
    <message>
        <source>{name} is changed; it holds from the next sign-in.</source>
        <translation>{name} est modifié ; cela vaut dès la prochaine connexion.</translation>
    </message>
    <message>
        <source>{name} has another PIN now.</source>
        <translation>{name} a un autre code PIN.</translation>
    </message>
    <message>
        <source>{name} may not sign in any more.</source>
        <translation>{name} ne peut plus se connecter.</translation>
    </message>
    <message>
        <source>The two new PINs are not the same. Type them again.</source>
        <translation>Les deux nouveaux codes PIN diffèrent. Retapez-les.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nom</translation>
    </message>
    <message>
        <source>Most for one sale</source>
        <translation>Maximum par vente</translation>
    </message>
    <message>
        <source>Most cash out alone</source>
        <translation>Sortie maximale seul</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>Nouveau code PIN</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>Confirmer le PIN</translation>
    </message>
    <message>
        <source>Your own PIN</source>
        <translation>Votre code PIN</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Sale limit</source>
        <translation>Limite de vente</translation>
    </message>
    <message>
        <source>Cash limit</source>
        <translation>Limite d’espèces</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulaire</translation>
    </message>
</context>
<context>
    <name>printer</name>
    <message>
        <source>The printer is ready.</source>
        <translation>L’imprimante est prête.</translation>
    </message>
    <message>
        <source>The paper is nearly used up. Have a new roll ready.</source>
        <translation>Le papier est presque fini. Préparez un nouveau rouleau.</translation>
    </message>
    <message>
        <source>This printer cannot say what state it is in.</source>
        <translation>Cette imprimante ne peut pas dire son état.</translation>
    </message>
    <message>
        <source>The printer is at work.</source>
        <translation>L’imprimante travaille.</translation>
    </message>
    <message>
        <source>The printer cannot be reached. Check that it is plugged in and switched on.</source>
        <translation>L’imprimante est injoignable. Vérifiez qu’elle est branchée et allumée.</translation>
    </message>
    <message>
        <source>The paper is used up. Put in a new roll.</source>
        <translation>Plus de papier. Mettez un nouveau rouleau.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. Close it.</source>
        <translation>Le capot de l’imprimante est ouvert. Fermez-le.</translation>
    </message>
    <message>
        <source>The cutter is stuck. Open the cover and take the paper out.</source>
        <translation>Le massicot est bloqué. Ouvrez le capot et retirez le papier.</translation>
    </message>
    <message>
        <source>Something is stuck in the printer. Switch it off and look inside.</source>
        <translation>Quelque chose bloque l’imprimante. Éteignez-la et regardez dedans.</translation>
    </message>
    <message>
        <source>The printer is broken. Use another one.</source>
        <translation>L’imprimante est en panne. Prenez-en une autre.</translation>
    </message>
    <message>
        <source>The printer is too hot. It goes on by itself when it has cooled down.</source>
        <translation>L’imprimante est trop chaude. Elle reprendra une fois refroidie.</translation>
    </message>
    <message>
        <source>The printer is off line. Look at its lamps and press its feed button.</source>
        <translation>L’imprimante est hors ligne. Regardez ses voyants et appuyez sur avance papier.</translation>
    </message>
    <message>
        <source>The printer no longer answers. Switch it off and on again.</source>
        <translation>L’imprimante ne répond plus. Éteignez-la puis rallumez-la.</translation>
    </message>
    <message>
        <source>The receipt waits for the printer.</source>
        <translation>Le reçu attend l’imprimante.</translation>
    </message>
    <message>
        <source>The receipt is being printed.</source>
        <translation>Le reçu s’imprime.</translation>
    </message>
    <message>
        <source>The receipt is printed.</source>
        <translation>Le reçu est imprimé.</translation>
    </message>
    <message>
        <source>The receipt went to the printer, which cannot confirm. Did it come out?</source>
        <translation>Le reçu est parti à l’imprimante, qui ne peut pas confirmer. Est-il sorti&#xa0;?</translation>
    </message>
    <message>
        <source>Nothing is printed yet. The receipt is printed as soon as the printer is ready.</source>
        <translation>Rien n’est encore imprimé. Le reçu s’imprimera dès que l’imprimante sera prête.</translation>
    </message>
    <message>
        <source>Nobody knows whether the receipt came out. Look, and say what you see.</source>
        <translation>Personne ne sait si le reçu est sorti. Regardez, et dites ce que vous voyez.</translation>
    </message>
    <message>
        <source>Somebody has said what came out.</source>
        <translation>Quelqu’un a dit ce qui est sorti.</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>“{text}” is not an amount.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas un montant.</translation>
    </message>
    <message>
        <source>The amount must be more than zero, not “{text}”.</source>
        <translation>Le montant doit dépasser zéro, pas «&#xa0;{text}&#xa0;».</translation>
    </message>
    <message>
        <source>The amount {amount} is not what this tariff sells (least {minimum}, most {maximum}, step {step}).</source>
        <translation>Ce tarif ne vend pas le montant {amount} (minimum {minimum}, maximum {maximum}, pas {step}).</translation>
    </message>
    <message>
        <source>This terminal sells in {expected}, but the tariff is in {found}.</source>
        <translation>Ce terminal vend en {expected}, mais le tarif est en {found}.</translation>
    </message>
    <message>
        <source>“{text}” is below zero.</source>
        <translation>« {text} » est sous zéro.</translation>
    </message>
    <message>
        <source>No currency is called “{currency}”.</source>
        <translation>Aucune monnaie ne s’appelle « {currency} ».</translation>
    </message>
    <message>
        <source>“{text}” is not a meter number.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas un numéro de compteur.</translation>
    </message>
    <message>
        <source>The check digit of the meter number “{text}” is wrong.</source>
        <translation>Le chiffre de contrôle du compteur «&#xa0;{text}&#xa0;» est faux.</translation>
    </message>
    <message>
        <source>Meter {meter} is not known here.</source>
        <translation>Le compteur {meter} n’est pas connu ici.</translation>
    </message>
    <message>
        <source>Meter {meter} may not buy: it is {status}.</source>
        <translation>Le compteur {meter} ne peut pas acheter&#xa0;: il est {status}.</translation>
    </message>
    <message>
        <source>Only electricity is sold here, not {resource}.</source>
        <translation>Ici on ne vend que de l’électricité, pas {resource}.</translation>
    </message>
    <message>
        <source>“{text}” is not a tender; it is written as cash:100.00.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas un paiement&#xa0;; écrivez cash:100.00.</translation>
    </message>
    <message>
        <source>{tendered} was handed over for {total}: {short} is missing.</source>
        <translation>{tendered} remis pour {total}&#xa0;: il manque {short}.</translation>
    </message>
    <message>
        <source>{tendered} without cash is more than {total}: change is given on cash only.</source>
        <translation>{tendered} hors espèces dépasse {total} : on ne rend la monnaie que sur des espèces.</translation>
    </message>
    <message>
        <source>Tariff {tariff} is not known here.</source>
        <translation>Le tarif {tariff} n’est pas connu ici.</translation>
    </message>
    <message>
        <source>The tariff file is wrong at {where}: {why}.</source>
        <translation>Le fichier de tarif est faux à {where}&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Tariff {tariff} is valid from {valid_from} until {valid_until}, not now.</source>
        <translation>Le tarif {tariff} vaut du {valid_from} au {valid_until}, pas maintenant.</translation>
    </message>
    <message>
        <source>Tariff {tariff} needs to know what was bought this month; that is over {hours} hours old.</source>
        <translation>Le tarif {tariff} doit savoir ce qui a été acheté ce mois&#xa0;; cela date de plus de {hours} heures.</translation>
    </message>
    <message>
        <source>The file {name} cannot be read: {why}.</source>
        <translation>Le fichier {name} est illisible&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>The file of the meter&apos;s history is wrong at {where}: {why}.</source>
        <translation>Le fichier d’historique du compteur est faux à {where}&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>“{text}” is not a day or a moment.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est ni un jour ni une heure.</translation>
    </message>
    <message>
        <source>“{text}” is too early for an end.</source>
        <translation>« {text} » est trop tôt pour une fin.</translation>
    </message>
    <message>
        <source>The list of meters cannot be read: {why}.</source>
        <translation>La liste de compteurs est illisible : {why}.</translation>
    </message>
    <message>
        <source>“{text}” has more than {decimals} decimals.</source>
        <translation>« {text} » a plus de {decimals} décimales.</translation>
    </message>
    <message>
        <source>{amount} buys nothing here; the least that buys anything is {least}.</source>
        <translation>{amount} n’achète rien ici ; il faut au moins {least}.</translation>
    </message>
    <message>
        <source>{amount} is {units} units, and one code holds {most} at most.</source>
        <translation>{amount} font {units} unités, et un code en contient {most} au plus.</translation>
    </message>
    <message>
        <source>What was scanned or swiped is no meter&apos;s number or card, or only a part of one.</source>
        <translation>Ce qui a été scanné ou glissé n’est ni le numéro ni la carte d’un compteur, ou n’en est qu’une partie.</translation>
    </message>
    <message>
        <source>A line of the list is wrong: {why} (column: {column}).</source>
        <translation>Une ligne de la liste est fausse : {why} (colonne : {column}).</translation>
    </message>
    <message>
        <source>A run&apos;s name has 1 to {limit} plain characters.</source>
        <translation>Le nom d’une série a de 1 à {limit} caractères simples.</translation>
    </message>
    <message>
        <source>A list has at most {limit} rows.</source>
        <translation>Une liste a au plus {limit} lignes.</translation>
    </message>
    <message>
        <source>The run “{run}” was begun with tender {tender} and goes on with it.</source>
        <translation>Le lot « {run} » a commencé avec le paiement {tender} et continue ainsi.</translation>
    </message>
    <message>
        <source>A list has at most {limit} MiB.</source>
        <translation>Une liste a au plus {limit} Mio.</translation>
    </message>
    <message>
        <source>The float holds {left} and does not cover {asked}: pay the utility first.</source>
        <translation>L’avance contient {left} et ne couvre pas {asked} : payez d’abord le distributeur.</translation>
    </message>
    <message>
        <source>No float is kept at this terminal.</source>
        <translation>Ce terminal ne tient pas d’avance.</translation>
    </message>
    <message>
        <source>“{reference}” is in the float already, since journal entry {entry}.</source>
        <translation>« {reference} » est déjà dans le fonds, depuis l’écriture {entry}.</translation>
    </message>
    <message>
        <source>“{text}” is not a percentage from 0 to 100.</source>
        <translation>« {text} » n’est pas un pourcentage de 0 à 100.</translation>
    </message>
    <message>
        <source>There is no case {case}.</source>
        <translation>Il n’y a pas de dossier {case}.</translation>
    </message>
    <message>
        <source>This sale has case {case} already ({state}), with other words.</source>
        <translation>Cette vente a déjà le dossier {case} ({state}), avec d’autres mots.</translation>
    </message>
    <message>
        <source>Case {case} has ended: {state}.</source>
        <translation>Le dossier {case} est terminé : {state}.</translation>
    </message>
    <message>
        <source>The sale of case {case} took no money, so none can go back.</source>
        <translation>La vente du dossier {case} n’a pris aucun argent : rien à rendre.</translation>
    </message>
    <message>
        <source>There is no customer {ref}.</source>
        <translation>Il n’y a pas de client {ref}.</translation>
    </message>
    <message>
        <source>There is no sale {sale}.</source>
        <translation>Il n’y a pas de vente {sale}.</translation>
    </message>
    <message>
        <source>Meter {meter} has an unfinished sale, {sale}.</source>
        <translation>Le compteur {meter} a une vente inachevée, {sale}.</translation>
    </message>
    <message>
        <source>Sale {sale} is being worked on right now.</source>
        <translation>La vente {sale} est en cours en ce moment.</translation>
    </message>
    <message>
        <source>Sale {sale} was cancelled ({reason}); no code was made.</source>
        <translation>La vente {sale} a été annulée ({reason})&#xa0;; aucun code n’a été fait.</translation>
    </message>
    <message>
        <source>Sale {sale} cannot be cancelled: its code exists, receipt {receipt}.</source>
        <translation>La vente {sale} ne peut être annulée&#xa0;: son code existe, reçu {receipt}.</translation>
    </message>
    <message>
        <source>Sale {sale} is not finished and has no code yet.</source>
        <translation>La vente {sale} n’est pas finie et n’a pas encore de code.</translation>
    </message>
    <message>
        <source>Meter {meter} bought for {amount} in the last {minutes} minutes already.</source>
        <translation>Le compteur {meter} a déjà acheté pour {amount} ces {minutes} dernières minutes.</translation>
    </message>
    <message>
        <source>Sale number {sale} belongs to another sale. Nothing was done.</source>
        <translation>Le numéro {sale} est celui d’une autre vente. Rien n’a été fait.</translation>
    </message>
    <message>
        <source>Meter {meter} needs no key change.</source>
        <translation>Le compteur {meter} n’a pas besoin de changer de clé.</translation>
    </message>
    <message>
        <source>The key change of meter {meter} cannot be made here ({why}).</source>
        <translation>Le changement de clé du compteur {meter} ne peut se faire ici ({why}).</translation>
    </message>
    <message>
        <source>There is no engineering code “{kind}” with value “{value}”; known: {known}.</source>
        <translation>Il n’y a pas de code technique « {kind} » de valeur « {value} » ; connus : {known}.</translation>
    </message>
    <message>
        <source>Meter {meter} is owed {due} free units this month, not {asked}.</source>
        <translation>Le compteur {meter} a droit à {due} unités gratuites ce mois, pas {asked}.</translation>
    </message>
    <message>
        <source>No shift is open on this terminal.</source>
        <translation>Aucun service n’est ouvert sur ce terminal.</translation>
    </message>
    <message>
        <source>Shift {shift} is open already.</source>
        <translation>Le service {shift} est déjà ouvert.</translation>
    </message>
    <message>
        <source>These sales have no end yet: {sales}.</source>
        <translation>Ces ventes n’ont pas encore de fin&#xa0;: {sales}.</translation>
    </message>
    <message>
        <source>Nobody has said yet whether these were printed: {jobs}.</source>
        <translation>Personne n’a encore dit si ceux-ci ont été imprimés&#xa0;: {jobs}.</translation>
    </message>
    <message>
        <source>The drawer of shift {shift} has not been counted.</source>
        <translation>Le tiroir du service {shift} n’a pas été compté.</translation>
    </message>
    <message>
        <source>Cash moved (entry {moved}) after the count of entry {count}, so that count is void.</source>
        <translation>De l’argent a bougé (écriture {moved}) après le comptage {count}, qui est donc nul.</translation>
    </message>
    <message>
        <source>The drawer is {over_short} off. Beyond {limit} it needs a reason.</source>
        <translation>Le tiroir a un écart de {over_short}. Au-delà de {limit}, il faut un motif.</translation>
    </message>
    <message>
        <source>The drawer is {over_short} off. One of the two who sign must be a supervisor.</source>
        <translation>Le tiroir a un écart de {over_short}. L’un des deux signataires doit être superviseur.</translation>
    </message>
    <message>
        <source>The last shift is closed already, with Z report {z_no}.</source>
        <translation>Le dernier service est déjà clos, rapport Z {z_no}.</translation>
    </message>
    <message>
        <source>There is no Z report {number}.</source>
        <translation>Il n’y a pas de rapport Z {number}.</translation>
    </message>
    <message>
        <source>{keeper} answers for the drawer already.</source>
        <translation>{keeper} répond déjà du tiroir.</translation>
    </message>
    <message>
        <source>{keeper} answers for the drawer: only they or a supervisor hand it over.</source>
        <translation>{keeper} répond du tiroir : lui seul ou un superviseur le remet.</translation>
    </message>
    <message>
        <source>Say why in 1 to {limit} plain characters.</source>
        <translation>Dites pourquoi en 1 à {limit} caractères simples.</translation>
    </message>
    <message>
        <source>{asked} cannot be taken out: so much is not in the drawer.</source>
        <translation>{asked} ne peut être retiré&#xa0;: le tiroir n’en contient pas tant.</translation>
    </message>
    <message>
        <source>{operator} takes out at most {limit} alone, not {asked}: a second person must approve.</source>
        <translation>{operator} retire seul au plus {limit}, pas {asked}&#xa0;: une deuxième personne doit approuver.</translation>
    </message>
    <message>
        <source>“{text}” is no code for over or short.</source>
        <translation>« {text} » n’est pas un code d’écart.</translation>
    </message>
    <message>
        <source>Bag {bag} was deposited already by entry {entry}.</source>
        <translation>Le sac {bag} a déjà été déposé par l’écriture {entry}.</translation>
    </message>
    <message>
        <source>“{text}” is not a count; it is written as 200x3,100x10,50x0, each note and coin once.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas un comptage&#xa0;; écrivez 200x3,100x10,50x0, chaque billet et pièce une fois.</translation>
    </message>
    <message>
        <source>There is no note or coin of {currency} {text}.</source>
        <translation>Il n’existe ni billet ni pièce de {currency} {text}.</translation>
    </message>
    <message>
        <source>This needs a second person&apos;s approval.</source>
        <translation>Il faut l’accord d’une deuxième personne.</translation>
    </message>
    <message>
        <source>{operator} cannot approve what {operator} asks.</source>
        <translation>{operator} ne peut approuver ce que {operator} demande.</translation>
    </message>
    <message>
        <source>The approval was not for this, was used already, or is too old.</source>
        <translation>L’accord n’était pas pour cela, a déjà servi, ou est trop vieux.</translation>
    </message>
    <message>
        <source>There is an operator named {operator} already.</source>
        <translation>Il y a déjà un opérateur nommé {operator}.</translation>
    </message>
    <message>
        <source>There is no operator named {operator}.</source>
        <translation>Il n’y a pas d’opérateur nommé {operator}.</translation>
    </message>
    <message>
        <source>“{text}” cannot be a name: 1 to 40 letters, digits, dots or hyphens.</source>
        <translation>«&#xa0;{text}&#xa0;» ne peut être un nom&#xa0;: 1 à 40 lettres, chiffres, points ou traits d’union.</translation>
    </message>
    <message>
        <source>{operator} is the last supervisor.</source>
        <translation>{operator} est le dernier superviseur.</translation>
    </message>
    <message>
        <source>{operator} sells for at most {limit} at a time, not {asked}.</source>
        <translation>{operator} vend au plus {limit} à la fois, pas {asked}.</translation>
    </message>
    <message>
        <source>The name or the PIN is wrong.</source>
        <translation>Le nom ou le code PIN est faux.</translation>
    </message>
    <message>
        <source>Rows not sold: {left} of {rows}. Each of them says why.</source>
        <translation>Lignes non vendues : {left} sur {rows}. Chacune dit pourquoi.</translation>
    </message>
    <message>
        <source>“{text}” is neither a receipt number nor the id of a sale.</source>
        <translation>« {text} » n’est ni un numéro de reçu ni l’identifiant d’une vente.</translation>
    </message>
    <message>
        <source>The amount buys {now} units now, not {told} as was shown.</source>
        <translation>Le montant donne maintenant {now} unités, et non {told} comme affiché.</translation>
    </message>
    <message>
        <source>The codes of receipt {receipt} cannot be made under that key ({why}).</source>
        <translation>Les codes du reçu {receipt} ne peuvent se faire sous cette clé ({why}).</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} s.</source>
        <translation>Trop de codes PIN faux. Attendez {seconds} s.</translation>
    </message>
    <message>
        <source>{operator} is signed in as {role}; this needs: {needed}.</source>
        <translation>{operator} est connecté comme {role}&#xa0;; il faut&#xa0;: {needed}.</translation>
    </message>
    <message>
        <source>What head office allows this terminal to sell is used up ({what}).</source>
        <translation>Ce que le siège permet à ce terminal de vendre est épuisé ({what}).</translation>
    </message>
    <message>
        <source>This terminal was allowed to sell until {until}; by its clock it is {now}.</source>
        <translation>Ce terminal pouvait vendre jusqu’au {until}&#xa0;; son horloge indique {now}.</translation>
    </message>
    <message>
        <source>This terminal may sell from {not_before}; by its clock it is {now}.</source>
        <translation>Ce terminal peut vendre à partir du {not_before}&#xa0;; son horloge indique {now}.</translation>
    </message>
    <message>
        <source>Head office has not allowed any sales here yet.</source>
        <translation>Le siège n’a encore permis aucune vente ici.</translation>
    </message>
    <message>
        <source>The clock shows {now}, but {known} has passed already.</source>
        <translation>L’horloge indique {now}, mais {known} est déjà passé.</translation>
    </message>
    <message>
        <source>The clock shows {now}, far ahead of the last entry at {known}.</source>
        <translation>L’horloge indique {now}, bien après la dernière écriture de {known}.</translation>
    </message>
    <message>
        <source>There is no vending key for supply group {sgc}, revision {krn}.</source>
        <translation>Il n’y a pas de clé de vente pour le groupe {sgc}, révision {krn}.</translation>
    </message>
    <message>
        <source>The vending key of supply group {sgc}, revision {krn}, has expired.</source>
        <translation>La clé de vente du groupe {sgc}, révision {krn}, a expiré.</translation>
    </message>
    <message>
        <source>The vending key of supply group {sgc}, revision {krn}, makes no codes before {begins}.</source>
        <translation>La clé de vente du groupe {sgc}, révision {krn}, ne fait pas de codes avant le {begins}.</translation>
    </message>
    <message>
        <source>This meter cannot take credit from here: {why}.</source>
        <translation>Ce compteur ne peut pas recevoir de crédit d’ici&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>{operator} has a PIN already.</source>
        <translation>{operator} a déjà un code PIN.</translation>
    </message>
    <message>
        <source>Head office has not allowed this PIN to be reset: {why}.</source>
        <translation>Le siège n’a pas permis de remplacer ce code PIN : {why}.</translation>
    </message>
    <message>
        <source>This is no request for a PIN and no answer to one, or its day is over.</source>
        <translation>Ce n’est ni une demande de code PIN ni sa réponse, ou son jour est passé.</translation>
    </message>
    <message>
        <source>Only a supervisor lets people in here.</source>
        <translation>Seul un superviseur admet des gens ici.</translation>
    </message>
    <message>
        <source>This PIN is guessed first; choose another one.</source>
        <translation>Ce code PIN se devine en premier ; choisissez-en un autre.</translation>
    </message>
    <message>
        <source>Only a training terminal makes its own {what}.</source>
        <translation>Seul un terminal de formation fait lui-même&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>The key file is cut off.</source>
        <translation>Le fichier de clés est tronqué.</translation>
    </message>
    <message>
        <source>The key file is another terminal&apos;s.</source>
        <translation>Le fichier de clés est celui d’un autre terminal.</translation>
    </message>
    <message>
        <source>A real terminal needs a passphrase of at least {least} characters.</source>
        <translation>Un vrai terminal veut une phrase secrète d’au moins {least} caractères.</translation>
    </message>
    <message>
        <source>The key store has no such way to unlock: {kind}.</source>
        <translation>Le coffre de clés n’a pas ce moyen d’ouverture : {kind}.</translation>
    </message>
    <message>
        <source>The key store holds no more than {most} ways to unlock.</source>
        <translation>Le coffre de clés n’a pas plus de {most} moyens d’ouverture.</translation>
    </message>
    <message>
        <source>This secret ({kind}) does not open the key store.</source>
        <translation>Ce secret ({kind}) n’ouvre pas le coffre de clés.</translation>
    </message>
    <message>
        <source>This is not a recovery code, or a letter of it is wrong.</source>
        <translation>Ce n’est pas un code de secours, ou une lettre est fausse.</translation>
    </message>
    <message>
        <source>The keyring of this computer cannot be used: {why}.</source>
        <translation>Le trousseau de cet ordinateur est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>The TPM of this computer does not open the key store: {why}.</source>
        <translation>Le TPM de cet ordinateur n’ouvre pas le coffre de clés : {why}.</translation>
    </message>
    <message>
        <source>A machine opens the vending keys by itself only where a TPM counts the lease.</source>
        <translation>Une machine n’ouvre seule les clés de vente que si un TPM compte l’autorisation.</translation>
    </message>
    <message>
        <source>A passphrase has 1 to 1024 bytes.</source>
        <translation>Une phrase secrète a de 1 à 1024 octets.</translation>
    </message>
    <message>
        <source>The key of supply group {sgc}, revision {krn}, is loaded already. If it is a wrong one, only a restore takes it away.</source>
        <translation>La clé du groupe {sgc}, révision {krn}, est déjà chargée. Si elle est fausse, seule une restauration l’enlève.</translation>
    </message>
    <message>
        <source>The attributes of the key are wrong: {why}.</source>
        <translation>Les attributs de la clé sont faux&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Lease {serial} is not newer than lease {installed}, which is installed.</source>
        <translation>L’autorisation {serial} n’est pas plus récente que {installed}, déjà en place.</translation>
    </message>
    <message>
        <source>Lease {serial} moves the lane of codes before head office has every sale. Deliver all, sell nothing, and have it granted again.</source>
        <translation>L’autorisation {serial} change la file des codes avant que le siège ait toutes les ventes. Livrez tout, ne vendez rien, et faites-la redonner.</translation>
    </message>
    <message>
        <source>Lease {serial} allows more than this terminal&apos;s ceiling ({what}).</source>
        <translation>L’autorisation {serial} dépasse le plafond de ce terminal ({what}).</translation>
    </message>
    <message>
        <source>The lease does not hold together: {why}.</source>
        <translation>L’autorisation n’est pas cohérente&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>The vending keys are locked.</source>
        <translation>Les clés de vente sont verrouillées.</translation>
    </message>
    <message>
        <source>The key store does not answer ({why}).</source>
        <translation>Le coffre de clés ne répond pas ({why}).</translation>
    </message>
    <message>
        <source>The key store has not been opened yet.</source>
        <translation>Le coffre de clés n’est pas encore ouvert.</translation>
    </message>
    <message>
        <source>The key store&apos;s records cannot be used: {why}.</source>
        <translation>Les registres du coffre de clés sont inutilisables&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>This is no component of such a key: {why}.</source>
        <translation>Ce n’est pas une composante d’une telle clé : {why}.</translation>
    </message>
    <message>
        <source>The components do not make the key: {why}. Begin again with all of them.</source>
        <translation>Les composantes ne font pas la clé : {why}. Recommencez avec toutes.</translation>
    </message>
    <message>
        <source>{operator} has brought a component of this key already.</source>
        <translation>{operator} a déjà apporté une composante de cette clé.</translation>
    </message>
    <message>
        <source>Key {sgc}, revision {krn}, was begun with other attributes.</source>
        <translation>La clé {sgc}, révision {krn}, a été commencée avec d’autres attributs.</translation>
    </message>
    <message>
        <source>A newer key of supply group {sgc} than revision {krn} is held. If that is a wrong one, only a restore takes it away.</source>
        <translation>Une clé du groupe {sgc} plus récente que la révision {krn} est déjà là. Si elle est fausse, seule une restauration l’enlève.</translation>
    </message>
    <message>
        <source>The lease of this terminal has no price for supply group {sgc}.</source>
        <translation>L’autorisation de ce terminal n’a pas de prix pour le groupe {sgc}.</translation>
    </message>
    <message>
        <source>This training terminal takes no keys (init --training --components-ok).</source>
        <translation>Ce terminal de formation ne prend pas de clés (init --training --components-ok).</translation>
    </message>
    <message>
        <source>No components of key {sgc}, revision {krn}, are waiting.</source>
        <translation>Aucune composante de la clé {sgc}, révision {krn}, n’attend.</translation>
    </message>
    <message>
        <source>On a real terminal each custodian brings a component alone.</source>
        <translation>Sur un vrai terminal chaque gardien apporte seul sa composante.</translation>
    </message>
    <message>
        <source>This file holds no sealed key.</source>
        <translation>Ce fichier ne contient pas de clé scellée.</translation>
    </message>
    <message>
        <source>The sealed key is not for this terminal: {why}.</source>
        <translation>La clé scellée n’est pas pour ce terminal : {why}.</translation>
    </message>
    <message>
        <source>This file holds no EA07 tables: {why}.</source>
        <translation>Ce fichier ne contient pas de tables EA07 : {why}.</translation>
    </message>
    <message>
        <source>These tables are not taken: {why}.</source>
        <translation>Ces tables ne sont pas prises : {why}.</translation>
    </message>
    <message>
        <source>{most} keys with a component of {operator} wait already. Complete some, or forget them.</source>
        <translation>{most} clés où se trouve une composante de {operator} attendent déjà. Complétez-en, ou oubliez-en.</translation>
    </message>
    <message>
        <source>The hardware counter behind the lease does not answer: {why}.</source>
        <translation>Le compteur matériel derrière l’autorisation ne répond pas : {why}.</translation>
    </message>
    <message>
        <source>These files are an older copy of the terminal: its counter shows {counter}, they know {known}.</source>
        <translation>Ces fichiers sont une ancienne copie du terminal : son compteur montre {counter}, ils connaissent {known}.</translation>
    </message>
    <message>
        <source>No TPM can be used for counting: {why}.</source>
        <translation>Aucun TPM ne peut servir à compter : {why}.</translation>
    </message>
    <message>
        <source>A counter is chosen once, before the first lease.</source>
        <translation>Un compteur se choisit une fois, avant la première autorisation.</translation>
    </message>
    <message>
        <source>The device that keeps the vending keys ({token}) does not answer: {why}.</source>
        <translation>Le module qui garde les clés de vente ({token}) ne répond pas : {why}.</translation>
    </message>
    <message>
        <source>The device {token} refused its PIN, which is not tried again before the next unlocking.</source>
        <translation>Le module {token} a refusé son code PIN, qui ne sera pas réessayé avant la prochaine ouverture.</translation>
    </message>
    <message>
        <source>The key device cannot be used: {why}.</source>
        <translation>Le module de clés est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>Key {sgc}, revision {krn}, is a DKGA02 key: one meter&apos;s key would give it away, so no device can keep it.</source>
        <translation>La clé {sgc}, révision {krn}, est une clé DKGA02 : la clé d’un compteur la trahirait, aucun module ne peut donc la garder.</translation>
    </message>
    <message>
        <source>A key device is chosen once, before the first key; {keys} are held.</source>
        <translation>Un module de clés se choisit une fois, avant la première clé ; {keys} sont déjà là.</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>La phrase secrète est fausse.</translation>
    </message>
    <message>
        <source>The key file is damaged: {why}.</source>
        <translation>Le fichier de clés est abîmé&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>This folder has no key file.</source>
        <translation>Ce dossier n’a pas de fichier de clés.</translation>
    </message>
    <message>
        <source>Others can read the secret file {name}.</source>
        <translation>D’autres peuvent lire le fichier secret {name}.</translation>
    </message>
    <message>
        <source>The code did not pass its check and was thrown away: {why}.</source>
        <translation>Le code a échoué à sa vérification et a été jeté&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>{folder} holds no export for an auditor.</source>
        <translation>{folder} ne contient pas d’export pour un auditeur.</translation>
    </message>
    <message>
        <source>{file} does not say what the journal beside it says: somebody changed it.</source>
        <translation>{file} ne dit pas ce que dit le journal à côté : quelqu’un l’a modifié.</translation>
    </message>
    <message>
        <source>Journal entry {seq} is damaged: {why}.</source>
        <translation>L’écriture {seq} du journal est abîmée&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>The journal ends at entry {found}, but entry {seq} was signed: it was shortened, or is an older copy.</source>
        <translation>Le journal finit à l’écriture {found}, mais {seq} a été signée&#xa0;: il a été raccourci, ou c’est une copie plus ancienne.</translation>
    </message>
    <message>
        <source>Table {table} does not match the journal at {key}.</source>
        <translation>La table {table} ne correspond pas au journal à {key}.</translation>
    </message>
    <message>
        <source>What the terminal stored is damaged (page {page}, file {file}).</source>
        <translation>Ce que le terminal a stocké est abîmé (page {page}, fichier {file}).</translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation>Un autre programme occupe la base de données.</translation>
    </message>
    <message>
        <source>{name} could not be written: {why}.</source>
        <translation>{name} n’a pas pu être écrit : {why}.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Le disque est plein.</translation>
    </message>
    <message>
        <source>The disk cannot be written: {why}.</source>
        <translation>Le disque ne peut être écrit&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>A newer program than this one made what is stored here ({file}).</source>
        <translation>Un programme plus récent que celui-ci a fait ce qui est enregistré ici ({file}).</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>Le fichier {name} n’existe pas.</translation>
    </message>
    <message>
        <source>The terminal&apos;s folder is in use: {why}.</source>
        <translation>Le dossier du terminal est occupé&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>This folder is not empty.</source>
        <translation>Ce dossier n’est pas vide.</translation>
    </message>
    <message>
        <source>“{text}” is not a printer&apos;s address: {why}.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas une adresse d’imprimante&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Did these receipts come out: {jobs}?</source>
        <translation>Ces reçus sont-ils sortis&#xa0;: {jobs}&#xa0;?</translation>
    </message>
    <message>
        <source>Copy {copy} of a paper needs a supervisor. Without one: {limit} at most.</source>
        <translation>La copie {copy} d’un papier demande un superviseur. Sans lui : {limit} au plus.</translation>
    </message>
    <message>
        <source>There is no language “{language}” for paper, only {known}.</source>
        <translation>Il n’y a pas de langue « {language} » pour le papier, seulement {known}.</translation>
    </message>
    <message>
        <source>{printer}: {said}</source>
        <translation>{printer} : {said}</translation>
    </message>
    <message>
        <source>No print job {job} waits for a decision.</source>
        <translation>Aucune impression {job} n’attend de décision.</translation>
    </message>
    <message>
        <source>This terminal has not joined a head office.</source>
        <translation>Ce terminal n’a rejoint aucun siège.</translation>
    </message>
    <message>
        <source>This terminal reaches its head office by stick; there is no line.</source>
        <translation>Ce terminal atteint le siège par clé USB ; il n’y a pas de ligne.</translation>
    </message>
    <message>
        <source>Head office cannot be reached ({why}). Everything waits here safely; selling goes on.</source>
        <translation>Le siège est injoignable ({why}). Tout attend ici en sûreté&#xa0;; la vente continue.</translation>
    </message>
    <message>
        <source>Whoever answered is not the head office of this terminal ({why}).</source>
        <translation>Celui qui a répondu n’est pas le siège de ce terminal ({why}).</translation>
    </message>
    <message>
        <source>What is said about the key that signs head office&apos;s answers is not believed: {why}.</source>
        <translation>Ce qui est dit de la clé qui signe les réponses du siège n’est pas cru : {why}.</translation>
    </message>
    <message>
        <source>This answer is signed by a key that head office no longer uses.</source>
        <translation>Cette réponse est signée par une clé que le siège n’utilise plus.</translation>
    </message>
    <message>
        <source>Another copy of this terminal has sold under its numbers: this one must not sell.</source>
        <translation>Une autre copie de ce terminal a vendu sous ses numéros&#xa0;: celui-ci ne doit pas vendre.</translation>
    </message>
    <message>
        <source>Head office holds later entries of this terminal: this is an older copy of it.</source>
        <translation>Le siège a des écritures plus récentes de ce terminal&#xa0;: ceci est une copie plus ancienne.</translation>
    </message>
    <message>
        <source>Head office has taken this terminal out of service.</source>
        <translation>Le siège a mis ce terminal hors service.</translation>
    </message>
    <message>
        <source>This terminal is talking to head office already.</source>
        <translation>Ce terminal parle déjà avec le siège.</translation>
    </message>
    <message>
        <source>Head office did not accept what this terminal sent ({why}). Nothing is lost.</source>
        <translation>Le siège n’a pas accepté ce que ce terminal a envoyé ({why}). Rien n’est perdu.</translation>
    </message>
    <message>
        <source>The file cannot be used here: {why}.</source>
        <translation>Le fichier ne peut servir ici : {why}.</translation>
    </message>
    <message>
        <source>The file cannot be given to terminals: {why}.</source>
        <translation>Le fichier ne peut être donné aux terminaux : {why}.</translation>
    </message>
    <message>
        <source>What came is not what this terminal&apos;s head office made, or it was changed on the way ({why}). Nothing of it was taken.</source>
        <translation>Ce qui est venu n’est pas du siège de ce terminal, ou a été changé en route ({why}). Rien n’en a été pris.</translation>
    </message>
    <message>
        <source>What came is for terminal {terminal}, not for this one.</source>
        <translation>Ce qui est venu est pour le terminal {terminal}, pas pour celui-ci.</translation>
    </message>
    <message>
        <source>Something is missing before {version}, or it is out of order; only what came before it was taken.</source>
        <translation>Il manque quelque chose avant {version}, ou l’ordre est faux ; seul ce qui précède a été pris.</translation>
    </message>
    <message>
        <source>The file is older ({version}) than what is here ({here}): nothing is put back.</source>
        <translation>Le fichier est plus ancien ({version}) que ce qui est là ({here}) : rien n’est remis en arrière.</translation>
    </message>
    <message>
        <source>Line {line} of the file cannot be used: {why}. What came before it was taken.</source>
        <translation>La ligne {line} du fichier est inutilisable : {why}. Ce qui précède a été pris.</translation>
    </message>
    <message>
        <source>Head office lets only version {lowest} or newer begin a sale; this is {running}. Sales that were begun can be finished.</source>
        <translation>Le siège ne laisse commencer une vente qu’à partir de la version {lowest} ; celle-ci est {running}. Les ventes commencées peuvent finir.</translation>
    </message>
    <message>
        <source>Head office revoked key {krn} of supply group {sgc}, which this meter&apos;s codes would be made with.</source>
        <translation>Le siège a révoqué la clé {krn} du groupe {sgc}, qui ferait les codes de ce compteur.</translation>
    </message>
    <message>
        <source>No message can be sent to that number; write it with a plus sign and the country&apos;s code.</source>
        <translation>Aucun message ne peut aller à ce numéro ; écrivez-le avec un plus et l’indicatif du pays.</translation>
    </message>
    <message>
        <source>The file about the gateway of text messages cannot be used: {why}.</source>
        <translation>Le fichier de la passerelle de messages est inutilisable : {why}.</translation>
    </message>
    <message>
        <source>No text message is sent with the codes of this sale: {why}.</source>
        <translation>Aucun message n’est envoyé avec les codes de cette vente : {why}.</translation>
    </message>
    <message>
        <source>The enrolment code is wrong, expired, used, or for another terminal.</source>
        <translation>Le code d’adhésion est faux, expiré, utilisé, ou pour un autre terminal.</translation>
    </message>
    <message>
        <source>A training terminal joins a training head office only, a real one a real one only.</source>
        <translation>Un terminal de formation ne rejoint qu’un siège de formation, un vrai qu’un vrai.</translation>
    </message>
    <message>
        <source>“{text}” is not an address of a head office: {why}.</source>
        <translation>«&#xa0;{text}&#xa0;» n’est pas l’adresse d’un siège&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>That is not an enrolment code: it has 20 letters and digits.</source>
        <translation>Ce n’est pas un code d’adhésion&#xa0;: il a 20 lettres et chiffres.</translation>
    </message>
    <message>
        <source>Head office knows another device as this terminal. If the same backup was restored before, make a new backup here and restore that with --replace: then it can join.</source>
        <translation>Le siège connaît un autre appareil comme ce terminal. Si la même sauvegarde a déjà été restaurée, faites ici une nouvelle sauvegarde et restaurez-la avec --replace&#xa0;: elle pourra adhérer.</translation>
    </message>
    <message>
        <source>The lease was not granted to this terminal by its head office ({why}).</source>
        <translation>L’autorisation n’a pas été accordée à ce terminal par son siège ({why}).</translation>
    </message>
    <message>
        <source>The key store belongs to another head office.</source>
        <translation>Le coffre de clés appartient à un autre siège.</translation>
    </message>
    <message>
        <source>The file {name} holds no lease.</source>
        <translation>Le fichier {name} ne contient pas d’autorisation.</translation>
    </message>
    <message>
        <source>There is no head office in this database.</source>
        <translation>Il n’y a pas de siège dans cette base de données.</translation>
    </message>
    <message>
        <source>There is one already: {what}. Nothing was changed.</source>
        <translation>Il y en a déjà&#xa0;: {what}. Rien n’a été changé.</translation>
    </message>
    <message>
        <source>Terminal {terminal} is not known here, or has not joined yet.</source>
        <translation>Le terminal {terminal} n’est pas connu ici, ou n’a pas encore adhéré.</translation>
    </message>
    <message>
        <source>“{text}” cannot name a terminal: up to 32 letters, digits and hyphens.</source>
        <translation>«&#xa0;{text}&#xa0;» ne peut nommer un terminal&#xa0;: au plus 32 lettres, chiffres et traits d’union.</translation>
    </message>
    <message>
        <source>The address of the database is wrong: {why}.</source>
        <translation>L’adresse de la base de données est fausse&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>The address {text} cannot be listened on: {why}.</source>
        <translation>Impossible d’écouter à l’adresse {text}&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Terminal {terminal} sent no deposit in bag “{bag}”.</source>
        <translation>Le terminal {terminal} n’a envoyé aucun dépôt dans le sac « {bag} ».</translation>
    </message>
    <message>
        <source>Bag {bag} is matched with {amount} already, reference {reference}.</source>
        <translation>Le sac {bag} est déjà rapproché de {amount}, référence {reference}.</translation>
    </message>
    <message>
        <source>The database of head office cannot be used: {why}.</source>
        <translation>La base de données du siège est inutilisable&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>Terminal {terminal} is out of service; it is given nothing more.</source>
        <translation>Le terminal {terminal} est hors service&#xa0;; rien ne lui est plus donné.</translation>
    </message>
    <message>
        <source>Key store and journal disagree; codes: {found}. The first is sale {sale} ({kind}).</source>
        <translation>Le coffre et le journal divergent ; codes : {found}. Le premier est la vente {sale} ({kind}).</translation>
    </message>
    <message>
        <source>The file {name} is no backup.</source>
        <translation>Le fichier {name} n’est pas une sauvegarde.</translation>
    </message>
    <message>
        <source>The root key allows this terminal less than that ({what}). Grant less, or sign a higher ceiling with the root key.</source>
        <translation>La clé racine permet moins à ce terminal ({what}). Accordez moins, ou signez un plafond plus haut avec la clé racine.</translation>
    </message>
    <message>
        <source>Wait until the clock has caught up, or set it right if it is wrong.</source>
        <translation>Attendez que l’horloge y arrive, ou mettez-la à l’heure si elle est fausse.</translation>
    </message>
    <message>
        <source>Carry a file there (vendwatt sync --to-file), or join by a line (vendwatt enrol --url).</source>
        <translation>Portez-y un fichier (vendwatt sync --to-file), ou rattachez-vous par une ligne (vendwatt enrol --url).</translation>
    </message>
    <message>
        <source>Check the file&apos;s name and place, and who may read it; try again.</source>
        <translation>Vérifiez le nom et l’emplacement du fichier, et qui peut le lire&#xa0;; réessayez.</translation>
    </message>
    <message>
        <source>This key store has no recovery code, so nothing can be sealed for it.</source>
        <translation>Ce coffre de clés n’a pas de code de secours : rien ne peut être scellé pour lui.</translation>
    </message>
    <message>
        <source>The next code for meter {meter} would be more than a day ahead of the clock.</source>
        <translation>Le prochain code du compteur {meter} aurait plus d’un jour d’avance sur l’horloge.</translation>
    </message>
    <message>
        <source>A PIN has 4 to 64 characters.</source>
        <translation>Un code PIN a de 4 à 64 caractères.</translation>
    </message>
    <message>
        <source>This is the last way for a person to open the keys; it stays.</source>
        <translation>C’est le dernier moyen pour une personne d’ouvrir les clés&#xa0;; il reste.</translation>
    </message>
    <message>
        <source>There is no terminal in the folder {folder}; vendwatt init makes one.</source>
        <translation>Il n’y a pas de terminal dans le dossier {folder}&#xa0;; vendwatt init en crée un.</translation>
    </message>
    <message>
        <source>There is a file called {name} already.</source>
        <translation>Il y a déjà un fichier {name}.</translation>
    </message>
    <message>
        <source>The backup is not what was written: {why}.</source>
        <translation>La sauvegarde n’est pas ce qui a été écrit : {why}.</translation>
    </message>
    <message>
        <source>The backup was sealed for another recovery code, or is damaged.</source>
        <translation>La sauvegarde est scellée pour un autre code de secours, ou abîmée.</translation>
    </message>
    <message>
        <source>The file {name} does not hold the root key of this head office.</source>
        <translation>Le fichier {name} ne contient pas la clé racine de ce siège.</translation>
    </message>
    <message>
        <source>Name or password of {name} is wrong.</source>
        <translation>Nom ou mot de passe de {name} faux.</translation>
    </message>
    <message>
        <source>{name} works at head office already.</source>
        <translation>{name} travaille déjà au siège.</translation>
    </message>
    <message>
        <source>Somebody at head office has to sign in for this: {why}.</source>
        <translation>Quelqu’un du siège doit se connecter pour cela : {why}.</translation>
    </message>
    <message>
        <source>{name} proposed this; somebody else has to confirm it.</source>
        <translation>{name} l’a proposé ; quelqu’un d’autre doit confirmer.</translation>
    </message>
    <message>
        <source>Nothing with number {number} waits.</source>
        <translation>Rien n’attend sous le numéro {number}.</translation>
    </message>
    <message>
        <source>A name has 1 to 64 characters, a password 8 to 1024.</source>
        <translation>Un nom a de 1 à 64 caractères, un mot de passe de 8 à 1024.</translation>
    </message>
    <message>
        <source>{name} is {role} at head office; this takes a {least}.</source>
        <translation>{name} est {role} au siège ; il faut {least}.</translation>
    </message>
    <message>
        <source>{name} is the last administrator; make somebody else one first.</source>
        <translation>{name} est le dernier administrateur ; nommez-en d’abord un autre.</translation>
    </message>
    <message>
        <source>The field {name} does not hold what it should.</source>
        <translation>Le champ {name} ne contient pas ce qu’il faut.</translation>
    </message>
    <message>
        <source>Head office holds no {what}.</source>
        <translation>Le siège n’a pas de {what}.</translation>
    </message>
    <message>
        <source>This grant was sent before and said something else then; nothing more was granted. Open the form anew.</source>
        <translation>Cet accord a déjà été envoyé et disait autre chose ; rien de plus n’a été accordé. Rouvrez le formulaire.</translation>
    </message>
    <message>
        <source>Somebody else made {name} or changed their password, phone or role; until {until} {name} is not one of two people.</source>
        <translation>Quelqu’un d’autre a créé {name} ou changé son mot de passe, son téléphone ou son rôle ; jusqu’au {until}, {name} ne compte pas comme l’une de deux personnes.</translation>
    </message>
    <message>
        <source>Another server or command of head office does this at the moment ({what}).</source>
        <translation>Un autre serveur ou une commande du siège fait cela en ce moment ({what}).</translation>
    </message>
    <message>
        <source>Terminal {terminal} may issue codes in lane {lane} until its lease ends on {until}, and for a day after.</source>
        <translation>Le terminal {terminal} peut émettre des codes dans la voie {lane} jusqu’à la fin de son bail le {until}, et un jour de plus.</translation>
    </message>
    <message>
        <source>Head office&apos;s key store does not sign this: {why}.</source>
        <translation>Le coffre de clés du siège ne signe pas ceci : {why}.</translation>
    </message>
    <message>
        <source>Head office&apos;s signing keys still lie in its database. Move them: vendwatt headoffice keys move.</source>
        <translation>Les clés de signature du siège sont encore dans sa base de données. Déplacez-les : vendwatt headoffice keys move.</translation>
    </message>
    <message>
        <source>This head office has no key for that ({purpose}): it is older than such keys.</source>
        <translation>Ce siège n’a pas de clé pour cela ({purpose}) : il est plus ancien que ces clés.</translation>
    </message>
    <message>
        <source>Head office&apos;s keys are not in {folder}; say where they are with --keys.</source>
        <translation>Les clés du siège ne sont pas dans {folder} ; dites où elles sont avec --keys.</translation>
    </message>
    <message>
        <source>The key store here holds no such ceremony: it was restarted since, or the ceremony was begun on another machine. Its components are forgotten; begin again.</source>
        <translation>Le coffre d’ici ne tient pas cette cérémonie : il a redémarré, ou elle a commencé sur une autre machine. Ses composantes sont oubliées ; recommencez.</translation>
    </message>
    <message>
        <source>This ceremony has ended ({how}); its components are forgotten. Begin again.</source>
        <translation>Cette cérémonie est terminée ({how}) ; ses composantes sont oubliées. Recommencez.</translation>
    </message>
    <message>
        <source>No ceremony can be held like that: {why}.</source>
        <translation>Aucune cérémonie ne peut se tenir ainsi : {why}.</translation>
    </message>
    <message>
        <source>A ceremony for supply group {sgc}, revision {krn} is open, or too many are. End it first.</source>
        <translation>Une cérémonie pour le groupe {sgc}, révision {krn}, est ouverte, ou il y en a trop. Mettez-y fin d’abord.</translation>
    </message>
    <message>
        <source>{name} is no custodian of this ceremony.</source>
        <translation>{name} n’est pas dépositaire de cette cérémonie.</translation>
    </message>
    <message>
        <source>{entered} of {of} components are in. The others come first.</source>
        <translation>{entered} composantes sur {of} sont là. Les autres viennent d’abord.</translation>
    </message>
    <message>
        <source>The key that was put together has another check value than that. Nothing was sealed. Tries left: {left}.</source>
        <translation>La clé assemblée a une autre valeur de contrôle. Rien n’a été scellé. Essais restants : {left}.</translation>
    </message>
    <message>
        <source>This key is not for terminal {terminal}: {why}.</source>
        <translation>Cette clé n’est pas pour le terminal {terminal} : {why}.</translation>
    </message>
    <message>
        <source>{name} cannot be a custodian: that takes a supervisor or administrator with a phone linked.</source>
        <translation>{name} ne peut être dépositaire : il faut un superviseur ou administrateur au téléphone lié.</translation>
    </message>
    <message>
        <source>This is no public key of a terminal that has joined and is in service.</source>
        <translation>Ce n’est pas la clé publique d’un terminal inscrit et en service.</translation>
    </message>
    <message>
        <source>Two people at head office have to want this: one proposes it, another confirms it within four days.</source>
        <translation>Deux personnes du siège doivent le vouloir : l’une propose, l’autre confirme dans les quatre jours.</translation>
    </message>
    <message>
        <source>Head office&apos;s key store knows nobody called {name} by this password. Where it was changed, add the person again (vendwatt headoffice keys signer add).</source>
        <translation>Le coffre du siège ne connaît personne nommé {name} avec ce mot de passe. S’il a changé, ajoutez de nouveau la personne (vendwatt headoffice keys signer add).</translation>
    </message>
    <message>
        <source>The program made a mistake; its log has it under {reference}.</source>
        <translation>Le programme a fait une erreur&#xa0;; son journal la garde sous {reference}.</translation>
    </message>
    <message>
        <source>Not supported yet: {what}.</source>
        <translation>Pas encore possible&#xa0;: {what}.</translation>
    </message>
    <message>
        <source>Nothing was charged.</source>
        <translation>Rien n’a été débité.</translation>
    </message>
    <message>
        <source>The sale is cancelled: give the money back.</source>
        <translation>La vente est annulée&#xa0;: rendez l’argent.</translation>
    </message>
    <message>
        <source>The sale is open: keep the money and do not sell again until it is resumed or cancelled.</source>
        <translation>La vente est ouverte&#xa0;: gardez l’argent et ne revendez pas avant de l’avoir reprise ou annulée.</translation>
    </message>
    <message>
        <source>Whether the sale is complete is not known here: look it up before money changes hands.</source>
        <translation>On ne sait pas ici si la vente est faite&#xa0;: vérifiez-la avant que l’argent ne change de mains.</translation>
    </message>
    <message>
        <source>The sale is complete: the customer&apos;s code is on its receipt.</source>
        <translation>La vente est faite&#xa0;: le code du client est sur son reçu.</translation>
    </message>
    <message>
        <source>Check what was typed; try again.</source>
        <translation>Vérifiez ce qui est tapé&#xa0;; réessayez.</translation>
    </message>
    <message>
        <source>Ask for the missing cash, or sell for less.</source>
        <translation>Demandez l’argent manquant, ou vendez moins.</translation>
    </message>
    <message>
        <source>Choose something else.</source>
        <translation>Choisissez autre chose.</translation>
    </message>
    <message>
        <source>Resume that sale, or cancel it, before selling to this meter again.</source>
        <translation>Reprenez cette vente, ou annulez-la, avant de revendre à ce compteur.</translation>
    </message>
    <message>
        <source>Start a new sale.</source>
        <translation>Commencez une nouvelle vente.</translation>
    </message>
    <message>
        <source>Open a shift first.</source>
        <translation>Ouvrez d’abord un service.</translation>
    </message>
    <message>
        <source>Count the drawer.</source>
        <translation>Comptez le tiroir.</translation>
    </message>
    <message>
        <source>Count again, or give a reason.</source>
        <translation>Recomptez, ou donnez un motif.</translation>
    </message>
    <message>
        <source>Resume each sale, or cancel it.</source>
        <translation>Reprenez chaque vente, ou annulez-la.</translation>
    </message>
    <message>
        <source>Look at the paper and settle each job as printed or lost.</source>
        <translation>Regardez le papier et réglez chaque impression&#xa0;: sortie ou perdue.</translation>
    </message>
    <message>
        <source>Unlock the key store.</source>
        <translation>Déverrouillez le coffre de clés.</translation>
    </message>
    <message>
        <source>Try again. If that does not help, switch the computer off and on: nothing gets lost.</source>
        <translation>Réessayez. Si cela ne suffit pas, éteignez et rallumez l’ordinateur&#xa0;: rien ne se perd.</translation>
    </message>
    <message>
        <source>Wait a moment and try again.</source>
        <translation>Attendez un instant et réessayez.</translation>
    </message>
    <message>
        <source>Ask head office for a new lease.</source>
        <translation>Demandez une nouvelle autorisation au siège.</translation>
    </message>
    <message>
        <source>Ask head office for a new answer.</source>
        <translation>Demandez au siège une nouvelle réponse.</translation>
    </message>
    <message>
        <source>Set the clock right and try again.</source>
        <translation>Mettez l’horloge à l’heure et réessayez.</translation>
    </message>
    <message>
        <source>Call a supervisor.</source>
        <translation>Appelez un superviseur.</translation>
    </message>
    <message>
        <source>Call head office.</source>
        <translation>Appelez le siège.</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>Libérez de la place sur le disque et réessayez.</translation>
    </message>
    <message>
        <source>Check the printer.</source>
        <translation>Vérifiez l’imprimante.</translation>
    </message>
    <message>
        <source>Stop selling on this terminal and call for a restore.</source>
        <translation>Cessez de vendre sur ce terminal et demandez une restauration.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Choisissez un autre dossier.</translation>
    </message>
    <message>
        <source>Ask head office for a code and join with it (vendwatt enrol).</source>
        <translation>Demandez un code au siège et adhérez avec lui (vendwatt enrol).</translation>
    </message>
    <message>
        <source>Ask the customer; if it is meant, say so and sell again.</source>
        <translation>Demandez au client ; si c’est voulu, dites-le et revendez.</translation>
    </message>
    <message>
        <source>Install the newer program, then sell. Nothing that is here gets lost.</source>
        <translation>Installez le programme plus récent, puis vendez. Rien ici ne se perd.</translation>
    </message>
</context>
<context>
    <name>reports</name>
    <message>
        <source>Sales by hour</source>
        <translation>Ventes par heure</translation>
    </message>
    <message>
        <source>Sales by day</source>
        <translation>Ventes par jour</translation>
    </message>
    <message>
        <source>Sales by tariff</source>
        <translation>Ventes par tarif</translation>
    </message>
    <message>
        <source>Sales by operator</source>
        <translation>Ventes par opérateur</translation>
    </message>
    <message>
        <source>Sales by tender</source>
        <translation>Ventes par paiement</translation>
    </message>
    <message>
        <source>Exceptions</source>
        <translation>Exceptions</translation>
    </message>
    <message>
        <source>Over and short</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>Cash movements</source>
        <translation>Mouvements d’espèces</translation>
    </message>
    <message>
        <source>Engineering codes</source>
        <translation>Codes techniques</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>Unités gratuites</translation>
    </message>
    <message>
        <source>Agent&apos;s float</source>
        <translation>Avance de l’agent</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Jour</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Tender</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Over, short</source>
        <translation>Écarts</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Caisse</translation>
    </message>
    <message>
        <source>Engineering</source>
        <translation>Technique</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Avance</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Ventes</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Unités</translation>
    </message>
    <message>
        <source>Paid to the utility</source>
        <translation>Payé au distributeur</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Vendu</translation>
    </message>
    <message>
        <source>Commission</source>
        <translation>Commission</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Reste</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quand</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Écriture</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Objet</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Motif</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Rapport Z</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Clos</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>Ouvert par</translation>
    </message>
    <message>
        <source>Closed by</source>
        <translation>Clos par</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>Signé par</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Compté</translation>
    </message>
    <message>
        <source>Over or short</source>
        <translation>Écart</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>En trop</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>Manquant</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Aujourd’hui</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 jours</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Ce mois</translation>
    </message>
    <message>
        <source>Nothing in this time.</source>
        <translation>Rien pendant ce temps.</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>Ce terminal</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>Enregistré sous {file}.</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dessin</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Premier jour</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Dernier jour</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>Where files are kept; press for another</source>
        <translation>Où vont les fichiers ; touchez pour changer</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Audit export</source>
        <translation>Export d’audit</translation>
    </message>
    <message>
        <source>The whole journal with signatures, for an auditor</source>
        <translation>Tout le journal avec signatures, pour un auditeur</translation>
    </message>
    <message>
        <source>Sales by</source>
        <translation>Ventes par</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Listes</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Page {number}</source>
        <translation>Page {number}</translation>
    </message>
</context>
<context>
    <name>reset</name>
    <message>
        <source>Recovery code</source>
        <translation>Code de secours</translation>
    </message>
    <message>
        <source>Ask head office</source>
        <translation>Demander au siège</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>Sa réponse</translation>
    </message>
    <message>
        <source>Only where no supervisor can do it under People.</source>
        <translation>Seulement si aucun superviseur ne peut le faire sous Personnes.</translation>
    </message>
    <message>
        <source>Put in a stick and type the PIN you want. The request is good for a day.</source>
        <translation>Insérez une clé USB et tapez le code PIN voulu. La demande vaut un jour.</translation>
    </message>
    <message>
        <source>Put in the stick with the answer. The PIN is the one you asked for.</source>
        <translation>Insérez la clé USB avec la réponse. Le code PIN est celui demandé.</translation>
    </message>
    <message>
        <source>Set the PIN</source>
        <translation>Fixer le code PIN</translation>
    </message>
    <message>
        <source>Write the request</source>
        <translation>Écrire la demande</translation>
    </message>
    <message>
        <source>Take the answer</source>
        <translation>Prendre la réponse</translation>
    </message>
    <message>
        <source>Whose PIN?</source>
        <translation>Le code PIN de qui ?</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>En cours…</translation>
    </message>
    <message>
        <source>The two new PINs are not the same.</source>
        <translation>Les deux nouveaux codes PIN diffèrent.</translation>
    </message>
    <message>
        <source>{name} has another PIN now.</source>
        <translation>{name} a maintenant un autre code PIN.</translation>
    </message>
    <message>
        <source>Bring {file} to head office, and tell them by telephone: {code}</source>
        <translation>Portez {file} au siège, et dites par téléphone : {code}</translation>
    </message>
    <message>
        <source>Put in a stick first.</source>
        <translation>Insérez d’abord une clé USB.</translation>
    </message>
    <message>
        <source>There is no answer on a stick.</source>
        <translation>Il n’y a pas de réponse sur une clé USB.</translation>
    </message>
    <message>
        <source>Becomes a supervisor</source>
        <translation>Devient superviseur</translation>
    </message>
    <message>
        <source>PIN forgotten</source>
        <translation>Code PIN oublié</translation>
    </message>
</context>
<context>
    <name>sale</name>
    <message>
        <source>Continue</source>
        <translation>Continuer</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exact</translation>
    </message>
    <message>
        <source>Received exactly {amount}</source>
        <translation>Reçu juste {amount}</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Vendre</translation>
    </message>
    <message>
        <source>Sell {amount} to …{ending}</source>
        <translation>Vendre {amount} à …{ending}</translation>
    </message>
    <message>
        <source>Sell all the same</source>
        <translation>Vendre quand même</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Revenir</translation>
    </message>
    <message>
        <source>New sale</source>
        <translation>Nouvelle vente</translation>
    </message>
    <message>
        <source>Finish this sale</source>
        <translation>Finir cette vente</translation>
    </message>
    <message>
        <source>Cancel this sale</source>
        <translation>Annuler cette vente</translation>
    </message>
    <message>
        <source>Looking for the meter…</source>
        <translation>Recherche du compteur…</translation>
    </message>
    <message>
        <source>Making the code… The sale is safe.</source>
        <translation>Fabrication du code… La vente est sauve.</translation>
    </message>
    <message>
        <source>Finishing the sale…</source>
        <translation>La vente se termine…</translation>
    </message>
    <message>
        <source>Cancelling the sale…</source>
        <translation>Annulation de la vente…</translation>
    </message>
    <message>
        <source>Number checks</source>
        <translation>Numéro correct</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”.</source>
        <translation>Rien trouvé pour «&#xa0;{text}&#xa0;».</translation>
    </message>
    <message>
        <source>Read the number from the meter again, or type name or phone.</source>
        <translation>Relisez le numéro sur le compteur, ou tapez nom ou téléphone.</translation>
    </message>
    <message>
        <source>Choose one of those found.</source>
        <translation>Choisissez parmi les résultats.</translation>
    </message>
    <message>
        <source>Meter scanned.</source>
        <translation>Compteur scanné.</translation>
    </message>
    <message>
        <source>A scan was ignored: finish this sale first.</source>
        <translation>Scan ignoré&#xa0;: finissez d’abord cette vente.</translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation>Tarif</translation>
    </message>
    <message>
        <source>Last purchase</source>
        <translation>Dernier achat</translation>
    </message>
    <message>
        <source>{amount}, {day}</source>
        <translation>{amount}, {day}</translation>
    </message>
    <message>
        <source>None here</source>
        <translation>Aucun ici</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Ce mois</translation>
    </message>
    <message>
        <source>Debt</source>
        <translation>Dette</translation>
    </message>
    <message>
        <source>{units} kWh</source>
        <translation>{units} kWh</translation>
    </message>
    <message>
        <source>{units} kWh × {rate}</source>
        <translation>{units} kWh × {rate}</translation>
    </message>
    <message>
        <source>{units} kWh, free of charge</source>
        <translation>{units} kWh, gratuits</translation>
    </message>
    <message>
        <source>Key change</source>
        <translation>Changement de clé</translation>
    </message>
    <message>
        <source>{count} codes more</source>
        <translation>{count} codes de plus</translation>
    </message>
    <message>
        <source>Due by {day}, not here</source>
        <translation>À faire avant {day}, pas ici</translation>
    </message>
    <message>
        <source>New key: type codes bought earlier first, then all of these in this order.</source>
        <translation>Nouvelle clé : tapez d’abord les codes achetés avant, puis tous ceux-ci dans cet ordre.</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>Énergie</translation>
    </message>
    <message>
        <source>Block {number}</source>
        <translation>Tranche {number}</translation>
    </message>
    <message>
        <source>Earlier units at full price</source>
        <translation>Unités antérieures au plein tarif</translation>
    </message>
    <message>
        <source>Free units</source>
        <translation>Unités gratuites</translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation>Arriéré</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>Arrondi</translation>
    </message>
    <message>
        <source>{units} kWh ({amount}) left at the present price, {label}.</source>
        <translation>Reste {units} kWh ({amount}) au prix actuel, {label}.</translation>
    </message>
    <message>
        <source>{units} kWh less than at the start of the month: {label} has begun.</source>
        <translation>{units} kWh de moins qu’en début de mois&#xa0;: {label} a commencé.</translation>
    </message>
    <message>
        <source>{amount} short</source>
        <translation>Manque {amount}</translation>
    </message>
    <message>
        <source>The same amount was sold to this meter at {time}. Sell it once more?</source>
        <translation>Le même montant a été vendu à ce compteur à {time}. Le vendre encore&#xa0;?</translation>
    </message>
    <message>
        <source>{debt} of the {amount} pays debt. Does the customer agree?</source>
        <translation>{debt} sur {amount} payent une dette. Le client est-il d’accord&#xa0;?</translation>
    </message>
    <message>
        <source>{amount} is over five times the last purchase, {last}. Is it right?</source>
        <translation>{amount} dépasse cinq fois le dernier achat, {last}. Est-ce juste&#xa0;?</translation>
    </message>
    <message>
        <source>{received} was handed over and {change} goes back. Is it right?</source>
        <translation>{received} remis, {change} à rendre. Est-ce juste ?</translation>
    </message>
    <message>
        <source>Vend code for {meter} · {customer}</source>
        <translation>Code de vente pour {meter} · {customer}</translation>
    </message>
    <message>
        <source>Vend code for {meter}</source>
        <translation>Code de vente pour {meter}</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>Reçu {number}</translation>
    </message>
    <message>
        <source>{amount} · {moment} · {tariff}</source>
        <translation>{amount} · {moment} · {tariff}</translation>
    </message>
    <message>
        <source>No money was paid · {moment} · {operator}, approved by {approver}</source>
        <translation>Rien n’a été payé · {moment} · {operator}, approuvé par {approver}</translation>
    </message>
    <message>
        <source>The meter takes one of the two codes, not both · {moment} · {operator}, approved by {approver}</source>
        <translation>Le compteur prend un seul des deux codes · {moment} · {operator}, approuvé par {approver}</translation>
    </message>
    <message>
        <source>A part of the new key</source>
        <translation>Une partie de la nouvelle clé</translation>
    </message>
    <message>
        <source>Takes the credit out of the meter</source>
        <translation>Retire le crédit du compteur</translation>
    </message>
    <message>
        <source>Ends the meter&apos;s tamper state</source>
        <translation>Met fin à l’état de fraude du compteur</translation>
    </message>
    <message>
        <source>Sets the power limit</source>
        <translation>Fixe la limite de puissance</translation>
    </message>
    <message>
        <source>Sets the limit between phases</source>
        <translation>Fixe l’écart entre phases</translation>
    </message>
    <message>
        <source>Tests the meter</source>
        <translation>Teste le compteur</translation>
    </message>
    <message>
        <source>Sets the power limit: {watts} W</source>
        <translation>Fixe la limite de puissance : {watts} W</translation>
    </message>
    <message>
        <source>Sets the limit between phases: {watts} W</source>
        <translation>Fixe l’écart entre phases : {watts} W</translation>
    </message>
    <message>
        <source>A code for the meter</source>
        <translation>Un code pour le compteur</translation>
    </message>
    <message>
        <source>The code was checked by a virtual meter.</source>
        <translation>Code vérifié par un compteur virtuel.</translation>
    </message>
    <message>
        <source>Sale to {meter} cancelled: give {amount} back to the customer.</source>
        <translation>Vente à {meter} annulée&#xa0;: rendez {amount} au client.</translation>
    </message>
    <message>
        <source>Unfinished sale to {meter}: {amount} of {time}, {received} received.</source>
        <translation>Vente inachevée à {meter}&#xa0;: {amount}, {time}, {received} reçus.</translation>
    </message>
    <message>
        <source>No receipt was printed.</source>
        <translation>Aucun reçu n’a été imprimé.</translation>
    </message>
    <message>
        <source>The receipt waits for the printer.</source>
        <translation>Le reçu attend l’imprimante.</translation>
    </message>
    <message>
        <source>The receipt is being printed.</source>
        <translation>Le reçu s’imprime.</translation>
    </message>
    <message>
        <source>The printer confirms the receipt.</source>
        <translation>L’imprimante confirme le reçu.</translation>
    </message>
    <message>
        <source>The receipt went to the printer, which cannot confirm it.</source>
        <translation>Le reçu est parti à l’imprimante, qui ne peut confirmer.</translation>
    </message>
    <message>
        <source>The receipt waits: check paper and printer. The code is good.</source>
        <translation>Le reçu attend&#xa0;: vérifiez papier et imprimante. Le code est bon.</translation>
    </message>
    <message>
        <source>Did the receipt come out? Look, then say. The code is good.</source>
        <translation>Le reçu est-il sorti&#xa0;? Regardez, puis dites. Le code est bon.</translation>
    </message>
    <message>
        <source>Somebody looked after the receipt.</source>
        <translation>Quelqu’un s’est occupé du reçu.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Montant</translation>
    </message>
    <message>
        <source>Usual amounts</source>
        <translation>Montants habituels</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Beside the last purchase</source>
        <translation>À côté du dernier achat</translation>
    </message>
    <message>
        <source>What the amount is made of</source>
        <translation>De quoi le montant est fait</translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>Le client reçoit</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>Vide</translation>
    </message>
    <message>
        <source>Print a copy</source>
        <translation>Imprimer une copie</translation>
    </message>
    <message>
        <source>Print the receipt once more, marked as a copy</source>
        <translation>Imprimer encore le reçu, marqué copie</translation>
    </message>
    <message>
        <source>It came out</source>
        <translation>Il est sorti</translation>
    </message>
    <message>
        <source>It did not</source>
        <translation>Il n’est pas sorti</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Meter</source>
        <translation>Compteur</translation>
    </message>
    <message>
        <source>Meter number, name or phone</source>
        <translation>Numéro de compteur, nom ou téléphone</translation>
    </message>
    <message>
        <source>Number, name or phone</source>
        <translation>Numéro, nom, téléphone</translation>
    </message>
    <message>
        <source>Meters found</source>
        <translation>Compteurs trouvés</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>Paiement</translation>
    </message>
    <message>
        <source>Cash received</source>
        <translation>Espèces reçues</translation>
    </message>
    <message>
        <source>kWh</source>
        <translation>kWh</translation>
    </message>
    <message>
        <source>Type units or money</source>
        <translation>Taper des unités ou de l’argent</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Bring back the cleared sale</source>
        <translation>Reprendre la vente effacée</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Payé</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>À payer</translation>
    </message>
    <message>
        <source>Give change</source>
        <translation>Rendre</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Monnaie</translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>Donner</translation>
    </message>
    <message>
        <source>Last sales</source>
        <translation>Dernières ventes</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Printer&apos;s address</source>
        <translation>Adresse de l’imprimante</translation>
    </message>
    <message>
        <source>Use this printer</source>
        <translation>Utiliser cette imprimante</translation>
    </message>
    <message>
        <source>People: add, change, new PIN</source>
        <translation>Personnes et codes PIN</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>Codes sans vente</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>Clés et autorisation</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>Vendre une liste</translation>
    </message>
    <message>
        <source>Language and look</source>
        <translation>Langue et aspect</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contrasté</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Language of papers</source>
        <translation>Langue des papiers</translation>
    </message>
    <message>
        <source>Copies of a paper without a supervisor</source>
        <translation>Copies d’un papier sans superviseur</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Non</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Oui</translation>
    </message>
    <message>
        <source>Read new codes aloud</source>
        <translation>Lire les nouveaux codes à voix haute</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>Ce terminal</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>Lock when nobody touches anything for</source>
        <translation>Verrouiller quand personne ne touche à rien pendant</translation>
    </message>
</context>
<context>
    <name>sold</name>
    <message>
        <source>QR code of the vend code</source>
        <translation>Code QR du code de vente</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>Nobody signed in</source>
        <translation>Personne de connecté</translation>
    </message>
    <message>
        <source>{name} · no shift</source>
        <translation>{name} · sans service</translation>
    </message>
    <message>
        <source>{name} · shift {shift}</source>
        <translation>{name} · service {shift}</translation>
    </message>
    <message>
        <source>No shift is open: nothing can be sold.</source>
        <translation>Aucun service ouvert&#xa0;: rien ne peut être vendu.</translation>
    </message>
    <message>
        <source>The shift is open since {moment}.</source>
        <translation>Le service est ouvert depuis {moment}.</translation>
    </message>
    <message>
        <source>No head office</source>
        <translation>Sans siège</translation>
    </message>
    <message>
        <source>This terminal has joined no head office; it holds {all} entries.</source>
        <translation>Ce terminal n’a rejoint aucun siège&#xa0;; il garde {all} écritures.</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En ligne</translation>
    </message>
    <message>
        <source>Online · {unsent} to send</source>
        <translation>En ligne · {unsent} à envoyer</translation>
    </message>
    <message>
        <source>Offline · {unsent} to send</source>
        <translation>Hors ligne · {unsent} à envoyer</translation>
    </message>
    <message>
        <source>Head office has {sent} of {all} entries. Selling goes on without it; nothing is lost.</source>
        <translation>Le siège a {sent} écritures sur {all}. La vente continue sans lui&#xa0;; rien n’est perdu.</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Imprimante</translation>
    </message>
    <message>
        <source>Receipts go to {address}.</source>
        <translation>Les reçus vont à {address}.</translation>
    </message>
    <message>
        <source>Printing · {count}</source>
        <translation>Impression · {count}</translation>
    </message>
    <message>
        <source>Paper low</source>
        <translation>Papier bas</translation>
    </message>
    <message>
        <source>No printer</source>
        <translation>Sans imprimante</translation>
    </message>
    <message>
        <source>No paper</source>
        <translation>Sans papier</translation>
    </message>
    <message>
        <source>Cover open</source>
        <translation>Capot ouvert</translation>
    </message>
    <message>
        <source>Cutter stuck</source>
        <translation>Coupe bloquée</translation>
    </message>
    <message>
        <source>Printer stuck</source>
        <translation>Bourrage</translation>
    </message>
    <message>
        <source>Printer broken</source>
        <translation>En panne</translation>
    </message>
    <message>
        <source>Printer hot</source>
        <translation>Trop chaude</translation>
    </message>
    <message>
        <source>Printer off line</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Printer silent</source>
        <translation>Muette</translation>
    </message>
    <message>
        <source>Printer waits</source>
        <translation>Imprimante en attente</translation>
    </message>
    <message>
        <source>Receipts wait: check paper, cover and cable of the printer.</source>
        <translation>Des reçus attendent&#xa0;: vérifiez papier, capot et câble de l’imprimante.</translation>
    </message>
    <message>
        <source>Printed?</source>
        <translation>Imprimé&#xa0;?</translation>
    </message>
    <message>
        <source>It is not known whether a receipt came out. Look, then say.</source>
        <translation>On ne sait pas si un reçu est sorti. Regardez, puis dites.</translation>
    </message>
    <message>
        <source>{money} · {days} d</source>
        <translation>{money} · {days} j</translation>
    </message>
    <message>
        <source>May still sell {money} and {units} kWh; days left: {days}.</source>
        <translation>Peut encore vendre {money} et {units} kWh&#xa0;; jours restants&#xa0;: {days}.</translation>
    </message>
    <message>
        <source>From {moment}</source>
        <translation>À partir du {moment}</translation>
    </message>
    <message>
        <source>May sell {money} and {units} kWh from {moment}; nothing before.</source>
        <translation>Peut vendre {money} et {units} kWh à partir du {moment}, rien avant.</translation>
    </message>
    <message>
        <source>No allowance</source>
        <translation>Aucun crédit de vente</translation>
    </message>
    <message>
        <source>Head office has not allowed any sales here yet.</source>
        <translation>Le siège n’a encore permis aucune vente ici.</translation>
    </message>
    <message>
        <source>Keys: no answer</source>
        <translation>Clés&#xa0;: sans réponse</translation>
    </message>
    <message>
        <source>The key store does not answer; nothing can be sold now.</source>
        <translation>Le coffre de clés ne répond pas&#xa0;; rien ne peut être vendu.</translation>
    </message>
    <message>
        <source>Keys closed</source>
        <translation>Clés fermées</translation>
    </message>
    <message>
        <source>The key store was started anew; nobody sells before its passphrase is typed.</source>
        <translation>Le coffre de clés a redémarré ; personne ne vend avant que sa phrase secrète soit saisie.</translation>
    </message>
    <message>
        <source>Hardware keys</source>
        <translation>Clés matérielles</translation>
    </message>
    <message>
        <source>A hardware counter backs the allowance: theft is bounded by it.</source>
        <translation>Un compteur matériel garantit l’autorisation&#xa0;: il borne un vol.</translation>
    </message>
    <message>
        <source>Software keys</source>
        <translation>Clés logicielles</translation>
    </message>
    <message>
        <source>Software alone backs the allowance: misuse is found when head office is reached.</source>
        <translation>Seul un logiciel garantit l’autorisation&#xa0;: un abus se voit quand le siège est joint.</translation>
    </message>
    <message>
        <source>Unfinished: {meter}, {amount}, {time}</source>
        <translation>Inachevée&#xa0;: {meter}, {amount}, {time}</translation>
    </message>
    <message>
        <source>This program ({running}) is too old to begin sales; head office asks for {lowest}. Install it; nothing here gets lost.</source>
        <translation>Ce programme ({running}) est trop ancien pour commencer une vente ; le siège demande {lowest}. Installez-le ; rien ici ne se perd.</translation>
    </message>
    <message>
        <source>Head office asks for version {lowest} or newer; this is {running}.</source>
        <translation>Le siège demande la version {lowest} ou plus récente ; celle-ci est {running}.</translation>
    </message>
    <message>
        <source>Head office asks for version {lowest}; this is {running} and may sell until {stops}.</source>
        <translation>Le siège demande la version {lowest} ; celle-ci est {running} et peut vendre jusqu’au {stops}.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} came from head office; unlock the keys to load it.</source>
        <translation>La clé {krn} du groupe {sgc} est venue du siège ; déverrouillez les clés pour la charger.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} came from head office and is loaded.</source>
        <translation>La clé {krn} du groupe {sgc} est venue du siège et est chargée.</translation>
    </message>
    <message>
        <source>Key {krn} of supply group {sgc} from head office was refused ({code}). Call head office.</source>
        <translation>La clé {krn} du groupe {sgc} venue du siège a été refusée ({code}). Appelez le siège.</translation>
    </message>
</context>
<context>
    <name>tenders</name>
    <message>
        <source>Cash</source>
        <translation>Espèces</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>Mobile money</source>
        <translation>Argent mobile</translation>
    </message>
    <message>
        <source>Bank transfer</source>
        <translation>Virement</translation>
    </message>
    <message>
        <source>Voucher</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Cheque</source>
        <translation>Chèque</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Keys</source>
        <translation>Touches</translation>
    </message>
    <message>
        <source>Back to selling</source>
        <translation>Retour à la vente</translation>
    </message>
    <message>
        <source>An unexpected fault, reference {reference}. Check the last sale.</source>
        <translation>Une erreur inattendue, référence {reference}. Vérifiez la dernière vente.</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>FORMATION</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The vending keys are locked: nothing can be sold.</source>
        <translation>Les clés de vente sont verrouillées&#xa0;: rien ne peut être vendu.</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Déverrouiller</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Drawer</source>
        <translation>Tiroir</translation>
    </message>
    <message>
        <source>Hide the guide</source>
        <translation>Cacher le guide</translation>
    </message>
    <message>
        <source>Enter: next · Esc: back · F2: new sale · F3: find · F7: print again · F8: history · F12: lock · F1: all keys</source>
        <translation>Entrée&#xa0;: suite · Échap&#xa0;: retour · F2&#xa0;: nouvelle vente · F3&#xa0;: chercher · F7&#xa0;: réimprimer · F8&#xa0;: historique · F12&#xa0;: verrouiller · F1&#xa0;: touches</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Vendre</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Caisse</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Rapports</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>Codes without a sale</source>
        <translation>Codes sans vente</translation>
    </message>
    <message>
        <source>Sell a list</source>
        <translation>Vendre une liste</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personnes</translation>
    </message>
    <message>
        <source>Keys and lease</source>
        <translation>Clés et autorisation</translation>
    </message>
    <message>
        <source>TRAINING — codes do not work on real meters</source>
        <translation>FORMATION — les codes ne marchent sur aucun vrai compteur</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Verrouiller</translation>
    </message>
    <message>
        <source>A reader sent a card or a scan. Nothing of it was taken, no PIN tried: type it.</source>
        <translation>Un lecteur a envoyé une carte ou un scan. Rien n’en a été pris, aucun code PIN essayé : tapez-le.</translation>
    </message>
</context>
</TS>
