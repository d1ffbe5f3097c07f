import { endpoints, type DeliveryPage, type WebhookActivityList } from '@carillon/contracts';
import { Controller } from '@nestjs/common';
import type { Identity } from '../identity/identity.js';
import { Me } from '../identity/session.guard.js';
import { Handles, Input, type InputOf } from '../platform/http/endpoint.js';
import { DeliveriesService } from './deliveries.service.js';

@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Handles(endpoints.listDeliveries)
  list(
    @Me() me: Identity,
    @Input() { params, query }: InputOf<typeof endpoints.listDeliveries>,
  ): Promise<DeliveryPage> {
    return this.deliveries.list(me, params.roomId, params.webhookId, query);
  }

  @Handles(endpoints.listWebhookActivity)
  listActivity(
    @Me() me: Identity,
    @Input() { params }: InputOf<typeof endpoints.listWebhookActivity>,
  ): Promise<WebhookActivityList> {
    return this.deliveries.listActivity(me, params.roomId);
  }
}
