"""The same thing said in two ways, as colleagues write: one subject a line, no subject twice."""

from __future__ import annotations

FRENCH: tuple[tuple[str, ...], ...] = (
    (
        "Le code promo n'est pas accepté au moment du paiement",
        "Impossible d'appliquer un code promotionnel lors du paiment",
        "codes promos refusés à la caisse, paiement bloqué",
    ),
    (
        "Les clients ne retrouvent pas leur facture dans l'espace client",
        "Où télécharger ses factures ? L'espace client ne les montre pas",
        "facture introuvable dans l’espace clients",
    ),
    (
        "La recherche ne tolère pas les fautes de frappe",
        "Une faute de frappe et la recherche ne renvoie plus rien",
        "rechercher un produit avec une faute ne donne aucun résultat de recherche",
    ),
    (
        "L'application mobile se ferme toute seule sur Android",
        "Appli mobile : fermeture inattendue sous android",
        "sur Android l'application mobile plante et se ferme",
    ),
    (
        "Le délai de livraison annoncé est faux pour la Belgique",
        "Délais de livraison erronés en Belgique",
        "En Belgique, livraison annoncée en deux jours, le délai réel est de six",
    ),
    (
        "Il manque un export Excel du tableau de bord",
        "Pouvoir exporter le tableau de bord vers Excel",
        "exports excel depuis les tableaux de bord demandés par la finance",
    ),
    (
        "Le mot de passe oublié n'envoie aucun courriel",
        "Mot de passe oublié : le courriel n'arrive jamais",
        "courriels de mots de passe oubliés non reçus",
    ),
    (
        "Nos partenaires demandent une signature électronique des contrats",
        "Signer les contrats électroniquement avec les partenaires",
        "signature electronique de contrat réclamée par deux partenaires",
    ),
    (
        "Les étiquettes de retour sont illisibles à l'impression",
        "Impression des étiquettes de retours : texte illisible",
        "étiquette retour illisible une fois imprimée",
    ),
    (
        "Le paiement en trois fois devrait être proposé dès le panier",
        "Proposer le paiement en plusieurs fois dans le panier",
        "afficher au panier que l'on peut payer en trois fois",
    ),
    (
        "La page d'accueil met huit secondes à s'afficher",
        "Page d’accueil trop lente : affichage en huit secondes",
        "lenteur d'affichage de la page d'accueil",
    ),
    (
        "Le support ne voit pas l'historique des commandes",
        "Historique de commande invisible pour le support",
        "donner au support l'accès à l'historique des commandes du client",
    ),
    (
        "Un concurrent propose la livraison le jour même à Lyon",
        "A Lyon un concurrent livre le jour même",
        "livraison le jour même chez le concurrent lyonnais",
    ),
    (
        "Les notifications arrivent au milieu de la nuit",
        "Notification envoyée en pleine nuit aux utilisateurs",
        "arrêter les notifications la nuit",
    ),
    (
        "Le formulaire d'inscription demande le numéro de téléphone deux fois",
        "inscription : on saisit deux fois le téléphone dans le formulaire",
        "formulaire d'inscriptions, numéro de téléphone demandé en double",
    ),
)
ENGLISH: tuple[tuple[str, ...], ...] = (
    ("The checkout is slow on mobile", "Mobile checkout takes far too long, it is so slow"),
    ("Customers cannot change their delivery address", "changing a delivery adress is impossible"),
    ("Sales asks for a discount simulator", "We need to simulate discounts during sales calls"),
    ("Dark mode hurts the contrast of the charts", "charts are unreadable in dark mode"),
    ("Invoices are sent twice to the same client", "Client received the same invoice twice"),
    ("Search results are not sorted by price", "cannot sort search results by price"),
    ("The nightly import fails on Mondays", "Import failure every monday night"),
    ("Users ask for a calendar integration", "integrate with the calendar, users want it"),
)
